import { createHash } from "node:crypto";
import { Feed } from "feed";
import { config } from "#app/core/config.server.ts";
import { OPPORTUNITY_KINDS, type OpportunityKind } from "#app/core/reference/terms.ts";
import { opportunityPath } from "#app/domain/opportunities/address.ts";
import { lastChanges } from "#app/domain/opportunities/last-changes.server.ts";
import { organisationNames } from "#app/domain/organisations/public-queries.server.ts";
import { answerApi, problem, refuseWriting } from "#app/routes/api/answer.server.ts";
import { inWords, storedQuery } from "#app/routes/desk/searches/words.server.ts";
import type { SearchHit } from "#search/port.ts";
import { parseSearchQuery, type SearchQuery } from "#search/query.ts";
import { searchEngine } from "#search/select.server.ts";

/** As other public answers: kept by caches for a second, and asked for again with what one has. */
const CACHE_CONTROL = "public, max-age=0, s-maxage=1, must-revalidate";

/** Characters that XML 1.0 has no place for, not even escaped. */
const NOT_IN_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

const plain = (text: string) => text.toWellFormed().replace(NOT_IN_XML, "");
/** The library marks titles and summaries as HTML. */
const asHtml = (text: string) => plain(text).replace(/[&<>]/g, (character) => ESCAPES[character]!);

type Changed = { hit: SearchHit; changedAt: Date };

function itemOf({ hit, changedAt }: Changed) {
  return {
    // The address without the title's words, which may change.
    id: `${config.publicUrl}/opportunities/${hit.reference}`,
    link: config.publicUrl + opportunityPath(hit),
    title: asHtml(hit.title),
    description: asHtml(hit.summary),
    published: new Date(hit.publishedAt),
    date: changedAt,
    author: [
      {
        name: plain(hit.organisation.name),
        link: `${config.publicUrl}/organisations/${hit.organisation.slug}`,
      },
    ],
    category: [{ term: hit.kind, name: OPPORTUNITY_KINDS[hit.kind as OpportunityKind].label }],
  };
}

/** An Atom document (RFC 4287), the same for the same opportunities. */
function feedOf(query: SearchQuery, words: string, entries: Changed[], updated: Date): string {
  const params = storedQuery(query);
  const self = `${config.publicUrl}/opportunities.atom${params && "?"}${params}`;
  const feed = new Feed({
    id: self,
    title: plain(`Sanyog: ${words}`),
    link: `${config.publicUrl}/opportunities${params && "?"}${params}`,
    feedLinks: { atom: self },
    updated,
    generator: "Sanyog",
    author: { name: "Sanyog", link: config.publicUrl },
  });
  for (const entry of entries) feed.addItem(itemOf(entry));
  return feed.atom1();
}

function isKnown(headers: Headers, etag: string, updated: Date): boolean {
  const tags = headers.get("If-None-Match");
  if (tags !== null)
    return tags.trim() === "*" || tags.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
  const since = Date.parse(headers.get("If-Modified-Since") ?? "");
  return Math.floor(updated.getTime() / 1000) * 1000 <= since;
}

/** The newest that a search finds, for feed readers: public, whoever asks. */
export const loader = answerApi(async ({ request, url }) => {
  const { query, problems } = parseSearchQuery(url.searchParams);
  if (problems.length > 0)
    return problem(
      400,
      problems
        .slice(0, 10)
        .map(({ message }) => message.replace(", so it was left out", ""))
        .join(" "),
    );
  const { hits } = await searchEngine.search({ ...query, sort: "newest", page: 1 });
  const changes = await lastChanges(hits.map(({ id }) => id));
  const entries = hits.flatMap((hit) => {
    const changedAt = changes.get(hit.id);
    return changedAt ? [{ hit, changedAt }] : [];
  });
  const updated = new Date(Math.max(0, ...entries.map(({ changedAt }) => changedAt.getTime())));
  const words = inWords(query, await organisationNames(query.filters.organisation));
  const body = feedOf(query, words, entries, updated);
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const headers = {
    // Weak: it may be sent compressed.
    ETag: `W/${etag}`,
    "Last-Modified": updated.toUTCString(),
    "Cache-Control": CACHE_CONTROL,
  };
  if (isKnown(request.headers, etag, updated)) return new Response(null, { status: 304, headers });
  return new Response(body, {
    headers: { ...headers, "Content-Type": "application/atom+xml; charset=utf-8" },
  });
});

export const action = refuseWriting;
