import { config } from "#app/core/config.server.ts";

const PRIVATE = ["/desk", "/moderation", "/demo", "/login", "/documents/"];

/** What robots may read, and where all published opportunities are listed: an absolute address, as the format wants. */
export function loader(): Response {
  const rules = ["User-agent: *", ...PRIVATE.map((path) => `Disallow: ${path}`), "Allow: /"];
  const text = `${rules.join("\n")}\n\nSitemap: ${config.publicUrl}/sitemap.xml\n`;
  return new Response(text, { headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
