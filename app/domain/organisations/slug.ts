import { randomBytes } from "node:crypto";

const LONGEST = 60;

/** A name as part of an address: Latin letters without accents, digits and single hyphens. May be empty. */
export function slugOf(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/['’]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, "");
}

/** Slugs to try in turn for a new organisation; the last one has 64 random bits and is free. */
export function* slugCandidates(name: string): Generator<string> {
  const base = slugOf(name) || "organisation";
  yield base;
  for (let number = 2; number <= 9; number++) yield `${base}-${number}`;
  yield `${base}-${randomBytes(8).toString("hex")}`;
}
