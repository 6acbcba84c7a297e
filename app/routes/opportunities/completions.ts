import { numberText } from "#app/core/formats.ts";
import { handle } from "#app/core/http.server.ts";
import { readLocale } from "#app/core/locale.ts";
import type { Offer } from "#app/components/search/completions.ts";
import { cleanText } from "#search/query.ts";
import { searchEngine } from "#search/select.server.ts";
import { MAX_QUERY_CHARACTERS } from "#search/url.ts";

const OFFERED = 6;

/** Ways to go on with the last word of `q`, most frequent first; none after a space, because no word was begun. */
export const loader = handle(async ({ request, url }) => {
  const typed = url.searchParams.get("q") ?? "";
  const text = cleanText(typed.slice(0, MAX_QUERY_CHARACTERS + 1));
  const isBegun = text !== "" && text.length <= MAX_QUERY_CHARACTERS && !/\s$/u.test(typed);
  const completions = isBegun ? await searchEngine.complete(text, OFFERED) : [];
  const locale = readLocale(request.headers.get("Accept-Language"));
  // A count is that of the last word alone, so it is shown only where that is all.
  const countOf = (count: number) => (text.includes(" ") ? "" : numberText(count, locale));
  return Response.json(completions.map(({ text, count }): Offer => ({ text, count: countOf(count) })));
});
