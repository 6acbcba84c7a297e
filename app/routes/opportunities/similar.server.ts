import type { Card } from "#app/components/search/result-card.tsx";
import { cardsOf } from "#app/routes/opportunities/cards.server.ts";
import { searchEngine } from "#search/select.server.ts";
import { emptyQuery } from "#search/url.ts";

const SHOWN = 3;
/** The words of a title are many to look for, and the answer matters less than that of a search. */
const KEEP_MS = 30_000;

/** Others of the same sector with most of the same words. */
export async function similarCards(
  opportunity: { reference: string; title: string; sector: string | null },
  locale: string,
): Promise<Card[]> {
  const query = emptyQuery();
  query.q = opportunity.title;
  if (opportunity.sector) query.filters.sector = [opportunity.sector];
  const { hits } = await searchEngine.search(query, { keepMs: KEEP_MS });
  const others = hits.filter(({ reference }) => reference !== opportunity.reference).slice(0, SHOWN);
  // Marks would point at the words of this page's title, which nobody has searched for.
  const plain = others.map((hit) => ({
    ...hit,
    titleSegments: [{ text: hit.title, hit: false }],
    excerpt: [{ text: hit.excerpt.map(({ text }) => text).join(""), hit: false }],
    elsewhere: null,
  }));
  return cardsOf(plain, locale);
}
