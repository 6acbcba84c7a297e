import { STOP_WORDS } from "#search/settings.ts";

/** How people type something that they know: whole, in part, with a slip. */
export const WAYS = ["whole", "threeWords", "typo"] as const;
export type Way = (typeof WAYS)[number];

/** What is typed is the same for the same source of numbers. */
type Random = () => number;

const ALPHABET = "abcdefghijklmnopqrstuvwxyz";
const pick = <T>(list: ArrayLike<T>, random: Random): T => list[Math.floor(random() * list.length)]!;

/** Up to `count` different words of at least three letters that are no stop words, at random, in the text's order. */
export function someWords(text: string, count: number, random: Random): string {
  const words = [...new Set(text.match(/[\p{L}\p{N}]{3,}/gu) ?? [])].filter(
    (word) => !STOP_WORDS.has(word.toLowerCase()),
  );
  while (words.length > count) words.splice(Math.floor(random() * words.length), 1);
  return words.join(" ");
}

/** One letter changed, left out, doubled up with another or swapped with its neighbour; never the same word. */
export function misspelt(word: string, random: Random): string {
  const at = Math.floor(random() * word.length);
  const letter = pick(ALPHABET, random);
  const slips = [
    word.slice(0, at) + letter + word.slice(at + 1),
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + letter + word.slice(at),
    word.slice(0, at) + (word[at + 1] ?? "") + word[at]! + word.slice(at + 2),
  ];
  const slip = pick(slips, random);
  return slip.toLowerCase() === word.toLowerCase() ? misspelt(word, random) : slip;
}

/** The text with one slip in one word of at least `least` letters; null when it has none. */
export function withTypo(text: string, random: Random, least = 4): string | null {
  const words = [
    ...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])\\p{L}{${least},}(?![\\p{L}\\p{N}])`, "gu")),
  ];
  if (words.length === 0) return null;
  const { 0: word, index } = pick(words, random);
  return text.slice(0, index) + misspelt(word, random) + text.slice(index + word.length);
}
