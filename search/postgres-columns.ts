import { FACETS } from "#search/url.ts";

/**
 * What filters, orders and counts need of every document, as arrays by document number: a million documents take
 * 80 MB, ten thousand less than one.
 */

/** The facets of the address and, at the end, the requirements, which say who qualifies. */
export const COLUMN_FACETS = [...FACETS, "requirements"] as const;
export type ColumnFacet = (typeof COLUMN_FACETS)[number];

/** A combination of values that documents have for a facet. */
export type Choice = { facet: ColumnFacet; values: string[] };

/** What is known of one document; `choices` by place in COLUMN_FACETS. */
export type Facts = {
  number: number;
  length: number;
  publishedAtMs: number;
  closingAtMs: number;
  choices: number[];
};

const HEADER_BYTES = 24;
const RECORD_BYTES = HEADER_BYTES + 4 * COLUMN_FACETS.length;

/** Records of fixed length, little end first: number, length, published, closing, one choice a facet. */
export function writeFacts(facts: Facts[]): Buffer {
  const bytes = Buffer.alloc(facts.length * RECORD_BYTES);
  for (const [index, { number, length, publishedAtMs, closingAtMs, choices }] of facts.entries()) {
    const at = index * RECORD_BYTES;
    bytes.writeInt32LE(number, at);
    bytes.writeFloatLE(length, at + 4);
    bytes.writeDoubleLE(publishedAtMs, at + 8);
    bytes.writeDoubleLE(closingAtMs, at + 16);
    for (const [place, choice] of choices.entries())
      bytes.writeInt32LE(choice, at + HEADER_BYTES + 4 * place);
  }
  return bytes;
}

export class Columns {
  /** Numbers are below this. */
  size = 1;
  /** Alive ones, and the sum of their lengths. */
  documents = 0;
  totalLength = 0;
  /** 1 for what is in the index now. */
  alive = new Uint8Array(1);
  lengths = new Float32Array(1);
  publishedAtMs = new Float64Array(1);
  closingAtMs = new Float64Array(1);
  choices: Int32Array[] = COLUMN_FACETS.map(() => new Int32Array(1));
  /** Numbers whose facts are there, dead ones included. */
  private known = new Uint8Array(1);

  private grow(size: number): void {
    this.size = Math.max(this.size, size);
    if (size <= this.alive.length) return;
    const capacity = Math.ceil(size * 1.25) + 256;
    const enlarge = <T extends Uint8Array | Int32Array | Float32Array | Float64Array>(
      made: T,
      old: ArrayLike<number>,
    ): T => {
      made.set(old);
      return made;
    };
    this.alive = enlarge(new Uint8Array(capacity), this.alive);
    this.known = enlarge(new Uint8Array(capacity), this.known);
    this.lengths = enlarge(new Float32Array(capacity), this.lengths);
    this.publishedAtMs = enlarge(new Float64Array(capacity), this.publishedAtMs);
    this.closingAtMs = enlarge(new Float64Array(capacity), this.closingAtMs);
    this.choices = this.choices.map((column) => enlarge(new Int32Array(capacity), column));
  }

  /** Takes in records of `writeFacts`; those that are known already stay as they are. */
  add(bytes: Buffer): void {
    let last = 0;
    for (let at = 0; at < bytes.length; at += RECORD_BYTES) last = Math.max(last, bytes.readInt32LE(at));
    this.grow(last + 1);
    for (let at = 0; at < bytes.length; at += RECORD_BYTES) {
      const number = bytes.readInt32LE(at);
      if (this.known[number] === 1) continue;
      this.known[number] = 1;
      this.alive[number] = 1;
      this.lengths[number] = bytes.readFloatLE(at + 4);
      this.publishedAtMs[number] = bytes.readDoubleLE(at + 8);
      this.closingAtMs[number] = bytes.readDoubleLE(at + 16);
      for (const [place, column] of this.choices.entries())
        column[number] = bytes.readInt32LE(at + HEADER_BYTES + 4 * place);
      this.documents++;
      this.totalLength += this.lengths[number]!;
    }
  }

  /** These were replaced or taken out. */
  bury(numbers: number[]): void {
    for (const number of numbers) {
      if (this.alive[number] !== 1) continue;
      this.alive[number] = 0;
      this.documents--;
      this.totalLength -= this.lengths[number]!;
    }
  }
}
