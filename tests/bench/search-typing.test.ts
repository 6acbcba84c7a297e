import { expect, it } from "vitest";
import { randomSource } from "#tests/fixtures/search-opportunities.ts";
import { misspelt, someWords, withTypo } from "#tests/bench/search-typing.ts";

/** Fewest letters to change, leave out, add or swap with a neighbour. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array<number>(b.length).fill(0)]);
  for (let j = 1; j <= b.length; j++) rows[0]![j] = j;
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const change = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      rows[i]![j] = Math.min(change, rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        rows[i]![j] = Math.min(rows[i]![j]!, rows[i - 2]![j - 2]! + 1);
    }
  return rows[a.length]![b.length]!;
}

it("makes exactly one slip, in a word that is long enough", () => {
  const random = randomSource(1);
  const title = "The DCTune tool for 3D images";
  const seen = new Set<string>();
  for (let round = 0; round < 300; round++) {
    const typed = withTypo(title, random)!;
    expect(distance(typed, title), typed).toBe(1);
    expect(typed).toMatch(/^The .* for 3D /);
    seen.add(typed);
  }
  expect(seen.size).toBeGreaterThan(100);
  expect(withTypo("The 3D of it", random)).toBeNull();
});

it("always changes the word, doubled letters too", () => {
  const random = randomSource(2);
  for (let round = 0; round < 300; round++) expect(misspelt("aaaa", random)).not.toBe("aaaa");
});

it("takes words that tell something, in order, as many as there are at most", () => {
  const random = randomSource(3);
  for (let round = 0; round < 50; round++) {
    const words = someWords("A code for the analysis of rotor blade flutter", 3, random).split(" ");
    const order = ["code", "analysis", "rotor", "blade", "flutter"].filter((word) => words.includes(word));
    expect(words).toEqual(order);
    expect(words).toHaveLength(3);
  }
  expect(someWords("It is an ion", 3, random)).toBe("ion");
});
