/** Devanagari as people type it: one form for what is written in several ways, and a light stem. */

/** A nasal before a consonant of its own class may as well be written as a dot. */
const NASALS: readonly (readonly [RegExp, string])[] = [
  [/\u0919\u094D(?=[\u0915-\u0918])/g, "\u0902"],
  [/\u091E\u094D(?=[\u091A-\u091D])/g, "\u0902"],
  [/\u0923\u094D(?=[\u091F-\u0922])/g, "\u0902"],
  [/\u0928\u094D(?=[\u0924-\u0927])/g, "\u0902"],
  [/\u092E\u094D(?=[\u092A-\u092D])/g, "\u0902"],
];

/**
 * Folds a decomposed text of Devanagari: without nukta, chandrabindu as anusvara, the open o of English words
 * as a long a. @param text without joiners.
 */
export function foldDevanagari(text: string): string {
  const plain = text
    .replace(/\u093C/g, "")
    .replace(/\u0901/g, "\u0902")
    .replace(/\u0949/g, "\u093E")
    .replace(/\u0911/g, "\u0906")
    .replace(/\u0945/g, "\u0947");
  return NASALS.reduce((folded, [nasal, dot]) => folded.replace(nasal, dot), plain);
}

/**
 * Endings of the plural and the oblique case, longest first; at least two signs stay before them. Standard
 * Hindi declension: nouns in -ī, long -ā and -u, and all others.
 */
const ENDINGS: readonly (readonly [ending: string, singular: string])[] = [
  ["ियों", "ी"],
  ["ियां", "ी"],
  ["ाओं", "ा"],
  ["ाएं", "ा"],
  ["ुओं", "ु"],
  ["ुएं", "ु"],
  ["ओं", ""],
  ["एं", ""],
  ["ों", ""],
  ["ें", ""],
  ["े", "ा"],
];

/** The stem of a folded Devanagari word. */
export function hindiStem(word: string): string {
  const found = ENDINGS.find(([ending]) => word.endsWith(ending) && word.length - ending.length >= 2);
  const singular = found ? word.slice(0, -found[0].length) + found[1] : word;
  // "पुर्जा", "पुर्जे" and "पुर्जों" agree; short words keep the vowel that tells "तारा" from "तार".
  return singular.length > 4 ? singular.replace(/ा$/, "") : singular;
}
