import type { Atom } from "#search/drafts.ts";
import type { List } from "#search/postgres-match.ts";

/** Of one word in one segment; `places` is empty where nobody asked for them. */
export type Posting = { list: List; places: Buffer };

/** Places of a word by document, for those documents that `wanted` lets through. */
function eachPlace(
  posting: Posting,
  visit: (number: number, weight: number, places: number[]) => void,
  wanted: (number: number) => boolean,
): void {
  const { list, places } = posting;
  let at = 0;
  for (const [index, number] of list.numbers.entries()) {
    const count = places[at]!;
    if (wanted(number)) {
      const own = Array.from({ length: count }, (_, place) => places.readUInt16LE(at + 1 + 2 * place));
      visit(number, list.weights[index]!, own);
    }
    at += 1 + 2 * count;
  }
}

/** Documents of a segment in which these words stand at their distances; as heavy as the lightest of them. */
export function phraseIn(atom: Atom, postings: Posting[]): List {
  let found: Map<number, { weight: number; starts: number[] }> | null = null;
  const rarestFirst = atom
    .map(({ offset }, index) => ({ offset, posting: postings[index]! }))
    .sort((a, b) => a.posting.list.numbers.length - b.posting.list.numbers.length);
  for (const { offset, posting } of rarestFirst) {
    const before: Map<number, { weight: number; starts: number[] }> | null = found;
    const next = new Map<number, { weight: number; starts: number[] }>();
    eachPlace(
      posting,
      (number, weight, places) => {
        const known = before?.get(number);
        const starts = places
          .map((place) => place - offset)
          .filter((start) => !known || known.starts.includes(start));
        if (starts.length > 0)
          next.set(number, { weight: Math.min(weight, known?.weight ?? weight), starts });
      },
      (number) => before === null || before.has(number),
    );
    found = next;
  }
  const all = [...(found ?? [])];
  return {
    numbers: Int32Array.from(all, ([number]) => number),
    weights: Uint8Array.from(all, ([, { weight }]) => weight),
  };
}
