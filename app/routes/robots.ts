import { config } from "#app/core/config.server.ts";

const PRIVATE = ["/desk", "/moderation", "/demo", "/login", "/documents/"];

const TEXT = [
  "User-agent: *",
  ...PRIVATE.map((path) => `Disallow: ${path}`),
  "Allow: /",
  "",
  `Sitemap: ${config.publicUrl}/sitemap.xml`,
  "",
].join("\n");

/** What robots may read, and where all published opportunities are listed: an absolute address, as the format wants. */
export function loader(): Response {
  return new Response(TEXT, { headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
