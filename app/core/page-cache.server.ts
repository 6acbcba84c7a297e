import { LRUCache } from "lru-cache";
import { readLocale } from "#app/core/locale.ts";
import { countCacheUse } from "#app/core/metrics.server.ts";
import { Representation } from "#app/core/representation.server.ts";

/**
 * With `s-maxage=1` for caches in front of us, a page is at most two seconds behind the database even when the
 * notification of a change was lost; with it, the page is gone at once.
 */
const LIFE_MS = 1_000;
const LARGEST_BYTES = 48 * 1024 * 1024;
const LARGEST_PAGE_BYTES = 1024 * 1024;

/** Pages that are the same for everybody who is not signed in. Pages whose address is a secret are not among them. */
const SHARED_PATHS =
  /^\/($|_root\.data$|_index\.data$|opportunities(\/|\.data$|$)|organisations\/|api\/|sitemap\.xml$|robots\.txt$)/;

const SHARED_HEADERS = {
  "Cache-Control": "public, max-age=0, s-maxage=1, must-revalidate",
  Vary: "Cookie, Accept-Encoding, Accept-Language",
};
/** What a rendered page says to the server alone: `Representation.note`. */
export const NOTE_HEADER = "X-Note";
const KEPT_HEADERS = [
  "Content-Type",
  "Content-Security-Policy",
  "X-Remix-Response",
  "Link",
  "Access-Control-Allow-Origin",
];

/** What a shared page may depend on: its address and the reader's language, nothing else. */
export type SharedRequest = { key: string; pathAndQuery: string; locale: string };

/** Short-lived pages for anonymous readers. */
export class PageCache {
  #generation = 0;
  readonly #pages = new LRUCache<string, Representation>({
    maxSize: LARGEST_BYTES,
    sizeCalculation: (page) => page.sizeBytes,
    ttl: LIFE_MS,
    ttlResolution: 50,
  });
  readonly #rendering = new Map<string, Promise<Representation | Response>>();

  /** The shared form of an anonymous GET or HEAD, or null when its answer is not for sharing. */
  shared(method: string, url: string, acceptLanguage: string | undefined): SharedRequest | null {
    if (method !== "GET" && method !== "HEAD") return null;
    const [path = "/", query = ""] = url.split("?", 2);
    if (!SHARED_PATHS.test(path) || url.length > 2_000) return null;
    const locale = readLocale(acceptLanguage);
    const sorted = query ? query.split("&").filter(Boolean).sort(stableByName).join("&") : "";
    const pathAndQuery = sorted ? `${path}?${sorted}` : path;
    return { key: `${locale} ${pathAndQuery}`, pathAndQuery, locale };
  }

  /**
   * The page from memory, or rendered once for everybody who is waiting for it. An answer that must not be shared
   * (not 200, or with a cookie) comes back as the Response; whoever waited for it renders again.
   */
  async get(
    request: SharedRequest,
    render: (request: SharedRequest) => Promise<Response>,
  ): Promise<Representation | Response> {
    const known = this.#pages.get(request.key);
    countCacheUse(known ? "hit" : "miss");
    if (known) return known;
    // A render that began before a change must not answer readers who came after it.
    const flight = `${this.#generation} ${request.key}`;
    const underWay = this.#rendering.get(flight);
    if (underWay) {
      const answer = await underWay;
      return answer instanceof Response ? render(request) : answer;
    }
    const generation = this.#generation;
    const started = render(request)
      .then(toPage)
      .then((page) => {
        if (
          page instanceof Representation &&
          generation === this.#generation &&
          page.body.length <= LARGEST_PAGE_BYTES
        )
          this.#pages.set(request.key, page);
        return page;
      })
      .finally(() => this.#rendering.delete(flight));
    this.#rendering.set(flight, started);
    return started;
  }

  /** Something public changed: everything is rendered anew. */
  clear(): void {
    this.#generation++;
    this.#pages.clear();
  }
}

/** Keeps the order of values of one name: it can matter, the order of names does not. */
function stableByName(a: string, b: string): number {
  const nameA = a.split("=", 1)[0]!;
  const nameB = b.split("=", 1)[0]!;
  return nameA < nameB ? -1 : nameA > nameB ? 1 : 0;
}

async function toPage(response: Response): Promise<Representation | Response> {
  const forbidden = /no-store|private/.test(response.headers.get("Cache-Control") ?? "");
  if (response.status !== 200 || response.headers.has("Set-Cookie") || forbidden) return response;
  const headers: Record<string, string> = { ...SHARED_HEADERS };
  for (const name of KEPT_HEADERS) {
    const value = response.headers.get(name);
    if (value) headers[name] = value;
  }
  const note = response.headers.get(NOTE_HEADER);
  return new Representation(Buffer.from(await response.arrayBuffer()), headers, undefined, note);
}
