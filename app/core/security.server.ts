import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { config } from "#app/core/config.server.ts";

const publicOrigin = new URL(config.publicUrl).origin;
const isHttps = publicOrigin.startsWith("https:");

/** Headers of every answer. */
export const securityHeaders: Readonly<Record<string, string>> = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "X-Frame-Options": "DENY",
  ...(isHttps ? { "Strict-Transport-Security": "max-age=31536000; includeSubDomains" } : {}),
};

/** The policy of a document whose only inline scripts are those with the given `'sha256-…'` sources. */
export function contentSecurityPolicy(scriptHashes: Iterable<string> = []): string {
  // Paying leads from a form of ours to the payment provider's page; browsers check the redirect too.
  const payment =
    config.stripe.mode === "off" || config.stripe.mode === "sandbox" ? "" : " https://checkout.stripe.com";
  return [
    "default-src 'self'",
    ["script-src 'self'", ...scriptHashes].join(" "),
    "style-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self'${payment}`,
    "frame-ancestors 'none'",
  ].join("; ");
}

/** For Vite's development server, which injects scripts and styles of its own. */
export const developmentPolicy =
  "default-src 'self' 'unsafe-inline' ws:; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/**
 * Takes the nonce out of a rendered page and returns the policy that allows exactly the inline scripts that
 * carried it. A script that came in some other way has no nonce, gets no hash and does not run.
 */
export function sealScripts(html: string, nonce: string): { html: string; policy: string } {
  const mark = ` nonce="${nonce}"`;
  const hashes = new Set<string>();
  let sealed = "";
  let from = 0;
  for (let at = html.indexOf(mark); at !== -1; at = html.indexOf(mark, from)) {
    const opened = html.lastIndexOf("<", at);
    const tagEnd = html.indexOf(">", at);
    const tag = html.slice(opened, tagEnd);
    if (tag.startsWith("<script") && !tag.includes(" src=")) {
      const script = html.slice(tagEnd + 1, html.indexOf("</script>", tagEnd));
      hashes.add(`'sha256-${createHash("sha256").update(script).digest("base64")}'`);
    }
    sealed += html.slice(from, at);
    from = at + mark.length;
  }
  return { html: sealed + html.slice(from), policy: contentSecurityPolicy(hashes) };
}

/**
 * The way out of a mail (RFC 8058): mail programs and their servers POST to it from anywhere, with whatever Origin
 * or none. Letting them in is safe, because this one action looks at no cookie: the 256 random bits in the address
 * are all it goes by, a page that wanted to misuse it would have to know them, and all it does is to stop mails.
 */
const ONE_CLICK = /^\/(alerts|messages)\/unsubscribe\/[\w-]+$/;

/** Whether who sends a POST to this address says nothing about whether it may. */
export function isOneClick(method: string, path: string): boolean {
  return method === "POST" && ONE_CLICK.test(path);
}

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);
/** Signed by the sender, who is never a browser. */
const SIGNED_ADDRESSES = new Set(["/webhooks/stripe"]);

function originOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).origin : null;
}

/** This machine's own names: nobody else can serve a page from them. */
function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(host);
}

function isOurs(origin: string | null, host: string | undefined): boolean {
  if (origin === publicOrigin) return true;
  return host !== undefined && isLoopback(host) && origin === `http://${host.toLowerCase()}`;
}

/**
 * Whether a request may change something as far as its origin goes. Every browser of the last years sends Origin
 * with an unsafe method (and Sec-Fetch-Site besides), so a request without any of the three headers comes from a
 * program that has no other site's cookies to abuse: it may pass, and plain clients can sign in.
 */
export function mayChangeState(method: string, path: string, headers: IncomingHttpHeaders): boolean {
  if (SAFE_METHODS.has(method) || SIGNED_ADDRESSES.has(path) || isOneClick(method, path)) return true;
  const { origin, referer, host } = headers;
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  if (origin !== undefined) return isOurs(origin === "null" ? null : origin.toLowerCase(), host);
  if (site !== undefined) return true;
  return referer === undefined || isOurs(originOf(referer), host);
}

const MEBIBYTE = 1024 * 1024;

/** Forms with a file: the desk's, and among them the one for documents of an opportunity, which may be large. */
const WITH_FILE = /^\/desk\//;
const WITH_LARGE_FILE = /^\/desk\/opportunities\/[^/]+\/edit\/documents(\.data)?$/;

/** The most bytes a request's body may have, and whether it brings a file, which may take its time. */
export function bodyLimitOf(path: string, contentType = ""): { limitBytes: number; isUpload: boolean } {
  if (!contentType.startsWith("multipart/form-data") || !WITH_FILE.test(path))
    return { limitBytes: MEBIBYTE, isUpload: false };
  return { limitBytes: (WITH_LARGE_FILE.test(path) ? 250 : 25) * MEBIBYTE, isUpload: true };
}
