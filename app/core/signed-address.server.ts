import { createHmac, timingSafeEqual } from "node:crypto";
import { config } from "#app/core/config.server.ts";
import { DomainError, notFound } from "#app/core/errors.ts";

/** A key of its own: nothing else that is signed with the session secret ever fits here. */
const SIGNING_KEY = createHmac("sha256", config.sessionSecret).update("signed address").digest();

/** The address without its signature; other parameters are signed along with the path. */
function parts(address: string | URL) {
  const url = new URL(address, "http://signed.invalid");
  const until = url.searchParams.get("until") ?? "";
  const key = url.searchParams.get("key") ?? "";
  url.searchParams.delete("until");
  url.searchParams.delete("key");
  return { path: url.pathname, search: url.searchParams, until, key };
}

function keyFor(path: string, search: URLSearchParams, userId: string, until: string): Buffer {
  return createHmac("sha256", SIGNING_KEY)
    .update(JSON.stringify([path, search.toString(), userId, until]))
    .digest();
}

/**
 * An address that works for one account and for so long: `pathname` with `until` (seconds since 1970, UTC) and `key`.
 * It replaces no other check: whoever answers it asks again whether this account may have what is there.
 */
export function signAddress(pathname: string, userId: string, minutes: number): string {
  const { path, search } = parts(pathname);
  const until = String(Math.ceil(Date.now() / 1000 + minutes * 60));
  const key = keyFor(path, search, userId, until).toString("base64url");
  const signed = new URLSearchParams(search);
  signed.set("until", until);
  signed.set("key", key);
  return `${path}?${signed}`;
}

/** Whether an address carries a signature at all, good or bad. */
export function isSigned(url: URL): boolean {
  return url.searchParams.has("until") || url.searchParams.has("key");
}

/**
 * Lets an address pass that was signed for this account and has not ended.
 * @throws DomainError not_found without a signature, with one for another account or for another address;
 * gone when it has ended
 */
export function requireSigned(url: URL, userId: string): void {
  const { path, search, until, key } = parts(url);
  const given = Buffer.from(key, "base64url");
  const expected = keyFor(path, search, userId, until);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw notFound();
  if (Number(until) * 1000 < Date.now())
    throw new DomainError("gone", "This link has ended. Go back and open the document again.");
}
