import { allowedChanges, draftsOf, lexemesOf, spellable, type Draft } from "#search/drafts.ts";
import type { Lexicon, LexiconEntry } from "#search/lexicon.ts";
import { readTyped } from "#search/typed.ts";
import { lexemeOf } from "#search/words.ts";

const MAX_CORRECTIONS = 3;
/** So many times more documents have a word that is taken for the one that was meant. */
const MUCH_MORE_USUAL = 20;

/** Changes (insert, drop, replace, swap of neighbours) that make one word the other. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, before[j - 2]! + 1);
      row.push(best);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length]!;
}

/** The nearest words that exist, most frequent first. */
function correct(typed: string, entries: LexiconEntry[]): LexiconEntry[] {
  const near = entries
    .map((entry) => ({ entry, distance: editDistance(typed, entry.word) }))
    .filter(({ distance }) => distance <= allowedChanges(typed));
  const least = Math.min(...near.map(({ distance }) => distance));
  const nearest = near.filter(({ distance }) => distance === least).map(({ entry }) => entry);
  return nearest.sort((a, b) => b.documents - a.documents).slice(0, MAX_CORRECTIONS);
}

/** What planning has learnt of the index. */
export type Known = { frequencies: Map<string, number>; begun: LexiconEntry[] };

/** Words that nobody wrote, with what was probably meant. */
export async function findCorrections(
  drafts: Draft[],
  { frequencies, begun }: Known,
  lexicon: Lexicon,
): Promise<Map<Draft, LexiconEntry[]>> {
  const unknown = drafts.flatMap((draft) => {
    const word = spellable(draft);
    const isKnown = lexemesOf(draft.ways).some((lexeme) => frequencies.has(lexeme));
    return word === null || isKnown || (draft.open && begun.length > 0) ? [] : [{ draft, word }];
  });
  if (unknown.length === 0) return new Map();
  const similar = await lexicon.similar(unknown.map(({ word }) => word));
  const corrected = unknown.map(({ draft, word }): [Draft, LexiconEntry[]] => [
    draft,
    correct(word, similar.find(({ typed }) => typed === word)?.entries ?? []),
  ]);
  return new Map(corrected.filter(([, entries]) => entries.length > 0));
}

/**
 * A query that is probably meant instead: words that hardly anybody uses, changed to much more usual ones that
 * are one letter away. Null when nothing seems wrong. Worth asking only when little was found.
 */
export async function suggestQuery(q: string, lexicon: Lexicon): Promise<string | null> {
  const words = readTyped(q)
    .wanted.flatMap(draftsOf)
    .flatMap((draft) => spellable(draft) ?? []);
  if (words.length === 0) return null;
  const [known, similar] = await Promise.all([
    lexicon.frequencies(words.map(lexemeOf)),
    lexicon.similar(words),
  ]);
  let suggested = q;
  for (const { typed, entries } of similar) {
    const own = known.get(lexemeOf(typed)) ?? 0;
    if (own === 0) continue;
    const [better] = entries
      .filter(({ word, lexeme }) => lexeme !== lexemeOf(typed) && editDistance(typed, word) === 1)
      .sort((a, b) => b.documents - a.documents);
    if (better && better.documents >= MUCH_MORE_USUAL * own)
      suggested = suggested.replace(
        new RegExp(`(?<![\\p{L}\\p{N}])${typed}(?![\\p{L}\\p{N}])`, "iu"),
        better.word,
      );
  }
  return suggested === q ? null : suggested;
}
