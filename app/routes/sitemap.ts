import { config } from "#app/core/config.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { handle } from "#app/core/http.server.ts";
import { opportunityPath } from "#app/domain/opportunities/address.ts";
import { countPublished, listPublished } from "#app/domain/opportunities/queries.server.ts";

/** A sitemap may hold 50,000 addresses; what is more goes into parts that an index names. */
const PART_SIZE = 50_000;
const BATCH_SIZE = 2_000;

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

/** One part, batch by batch, so that a large one never stands in memory whole. */
async function* partText(part: number): AsyncGenerator<string> {
  yield `${HEAD}<urlset ${NAMESPACE}>\n`;
  let from: Parameters<typeof listPublished>[0] = { place: (part - 1) * PART_SIZE };
  for (let left = PART_SIZE; left > 0; left -= BATCH_SIZE) {
    const batch = await listPublished(from, Math.min(left, BATCH_SIZE));
    // Addresses are made of letters, digits, hyphens and slashes only: nothing in them needs escaping.
    yield batch
      .map(
        (each) =>
          `<url><loc>${config.publicUrl}${opportunityPath(each)}</loc><lastmod>${each.updatedAt.toISOString()}</lastmod></url>\n`,
      )
      .join("");
    const last = batch.at(-1);
    if (!last || batch.length < BATCH_SIZE) break;
    from = { after: last.reference };
  }
  yield "</urlset>\n";
}

function indexText(parts: number): string {
  const entries = Array.from(
    { length: parts },
    (_, index) => `<sitemap><loc>${config.publicUrl}/sitemap.xml?part=${index + 1}</loc></sitemap>\n`,
  );
  return `${HEAD}<sitemapindex ${NAMESPACE}>\n${entries.join("")}</sitemapindex>\n`;
}

function toStream(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await texts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
}

/** Every published opportunity for search engines; an index of parts where there are more than one may hold. */
export const loader = handle(async ({ url }) => {
  const parts = Math.max(1, Math.ceil((await countPublished()) / PART_SIZE));
  const asked = url.searchParams.get("part");
  const headers = { "Content-Type": "application/xml; charset=utf-8" };
  if (asked === null && parts > 1) return new Response(indexText(parts), { headers });
  const part = asked === null ? 1 : /^\d{1,4}$/.test(asked) ? Number(asked) : 0;
  if (part < 1 || part > parts)
    throw new DomainError("not_found", `part should be a whole number from 1 to ${parts}.`);
  return new Response(toStream(partText(part)), { headers });
});
