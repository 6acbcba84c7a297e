import type { Match } from "#app/components/desk/match-list.tsx";
import type { ActingOrganisation, Person } from "#app/core/actor.ts";
import { sectorLabel } from "#app/core/reference/sectors.ts";
import { sentenceOf, signOf } from "#app/domain/eligibility/explain.ts";
import { readerFor, type EligibilityReader } from "#app/domain/eligibility/reader.server.ts";
import { answeredAmong } from "#app/domain/interests/queries.server.ts";
import { cardsOf } from "#app/routes/opportunities/cards.server.ts";
import type { SearchHit } from "#search/port.ts";
import { searchEngine } from "#search/select.server.ts";
import { emptyQuery, searchParamsOf } from "#search/url.ts";

const MATCHES_SHOWN = 4;

export type MatchesView = {
  matches: Match[];
  /** How many there are. */
  total: number;
  /** All of them, as a search. */
  href: string;
  /** All that is open in the sectors, whether it fits or not. */
  sectorsHref: string;
};

function matchOf(hit: SearchHit, reader: EligibilityReader, locale: string): Match {
  const [card] = cardsOf([hit], locale);
  const { reference, href, kind, organisation, country, closing } = card!;
  const assessment = reader.assess(hit.requirements);
  return {
    reference,
    href,
    title: hit.title,
    kind,
    organisation,
    country,
    closing,
    sector: sectorLabel(hit.sector ?? ""),
    sign: signOf(assessment, locale),
    because: assessment.findings
      .filter(({ level, outcome }) => level === "required" && outcome === "met")
      .map((finding) => sentenceOf(finding, locale)),
  };
}

/**
 * The newest opportunities in an organisation's sectors that it qualifies for and has not answered yet, each with why;
 * null without sectors.
 */
export async function matchesOf(
  member: Person & { organisation: ActingOrganisation },
  sectors: string[],
  locale: string,
): Promise<MatchesView | null> {
  const reader = await readerFor(member);
  if (sectors.length === 0 || !reader) return null;
  const query = emptyQuery();
  query.filters.sector = sectors;
  query.sort = "newest";
  const inSectors = `/opportunities?${searchParamsOf(query)}`;
  query.qualifying = true;
  const { hits, total } = await searchEngine.search(query, { reader });
  const answered = await answeredAmong(
    member,
    hits.map(({ id }) => id),
  );
  const open = hits.filter(({ id }) => !answered.has(id)).slice(0, MATCHES_SHOWN);
  return {
    matches: open.map((hit) => matchOf(hit, reader, locale)),
    total,
    href: `/opportunities?${searchParamsOf(query)}`,
    sectorsHref: inSectors,
  };
}
