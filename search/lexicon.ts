/** What the lexicon says of a word. */
export type LexiconEntry = { word: string; lexeme: string; documents: number };

/** What planning has to know about the index. */
export type Lexicon = {
  /** In how many documents each of these lexemes stands, about; those that stand nowhere are left out. */
  frequencies(lexemes: string[]): Promise<Map<string, number>>;
  /** The most frequent words that begin like this. */
  beginning(text: string, limit: number): Promise<LexiconEntry[]>;
  /** Words at most two changes away from each of these, and the halves of two that were written as one. */
  similar(words: string[]): Promise<{ typed: string; entries: LexiconEntry[] }[]>;
};
