import { z } from "zod";

/** So many columns can be read beside each other. */
export const COMPARED_MAX = 8;
/** So many are shown to somebody who has not chosen yet. */
export const COMPARED_AT_FIRST = 4;

const id = z.uuid();

export type CompareQuery = {
  /** Ids of EoIs, without repetition; none: the best qualified open ones. */
  chosen: string[];
  /** More were asked for than can be compared, or an id that is none. */
  leftOut: number;
  onlyDiffering: boolean;
  q: string;
  page: number;
};

const pageSchema = z.coerce.number().int().min(1).max(100_000).catch(1);

/** What the address of the comparison asks for; what cannot be used is left out and counted. */
export function readCompareQuery(params: URLSearchParams): CompareQuery {
  const wanted = [...new Set(params.getAll("with"))];
  const chosen = wanted.filter((each) => id.safeParse(each).success).slice(0, COMPARED_MAX);
  return {
    chosen,
    leftOut: wanted.length - chosen.length,
    onlyDiffering: params.get("rows") === "differing",
    q: (params.get("q") ?? "").trim().slice(0, 200),
    page: pageSchema.parse(params.get("page") ?? 1),
  };
}

/** The words of an address for these applicants, in their order. */
export function withParams(ids: readonly string[]): URLSearchParams {
  return new URLSearchParams(ids.map((each) => ["with", each]));
}
