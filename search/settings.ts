/** What both engines are told about the field: data, no code. */
export { SPELLINGS } from "#search/spellings.ts";
export { SYNONYMS } from "#search/synonyms.ts";

/**
 * Raise after any change here, in words.ts or in document.ts that changes what is stored or found:
 * every index is then written again by itself.
 */
export const SETTINGS_VERSION = "3";

/** Values of one facet that an answer carries beside the chosen ones. */
export const MAX_FACET_VALUES = 100;

/** Fewer hits than this with all the words, and hits with most of the words are added. */
export const FEW_HITS = 3;

/** Words of a query that are looked at. Meilisearch reads ten, so it is given the ten rarest kinds of them. */
export const MAX_QUERY_WORDS = 64;

/** Letters from which one, and two, letters may be wrong. */
export const TYPO_LETTERS = { one: 4, two: 8 } as const;

/** Paid listings shown beside a page of results. */
export const MOST_FEATURED = 2;

/**
 * The searched fields, most telling first, and what a word counts in each: the weights of the embedded engine,
 * Meilisearch's order.
 */
export const FIELD_WEIGHTS = {
  title: 4,
  reference: 3,
  keywords: 2,
  summary: 1.5,
  patentNumbers: 2,
  organisationName: 1,
  labels: 1,
  applications: 1,
  advantages: 1,
  description: 1,
} as const;
export const SEARCHED_FIELDS = Object.keys(FIELD_WEIGHTS) as (keyof typeof FIELD_WEIGHTS)[];

export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about above after again all also am an and any are as at be because been being below between both but by can
  could did do does doing down during each few for from further had has have having he her here hers him his how i
  if in into is it its itself just me more most my no nor not of off on once only or other our out over own same she
  should so some such than that the their them then there these they this those through to too under until up very
  was we were what when where which while who whom why will with would you your`.split(/\s+/),
);
