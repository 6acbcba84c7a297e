/**
 * What an opportunity asks of whoever answers it, as far as a machine can check it. Stored with the search
 * document, so that results say at once who qualifies. Plain JSON.
 */
export type Requirements = {
  /** The posting organisation's slug: nobody answers their own. */
  organisation: string;
  /** Codes of certifications that are required, in alphabetical order. */
  certifications: string[];
  /** Codes of certifications that are an advantage, in alphabetical order. */
  preferredCertifications: string[];
  minimumYears: number | null;
  /** Decimal digits in the minor unit of `currency`. */
  minimumTurnoverMinor: string | null;
  currency: string;
  minimumClass: string | null;
  industrialLicenceRequired: boolean;
  /** Empty or with "any": everybody. */
  partnerKinds: string[];
  /** ISO 3166-1 alpha-2, in alphabetical order; empty: all. */
  partnerCountries: string[];
  release: string;
  releaseCountries: string[];
};

/** Who searches, as far as it matters for the question whether they qualify. */
export type SearchReader = {
  /** Changes whenever an answer of `qualifies` could: answers are shared by it. */
  key: string;
  /** Whether this reader meets all that is required. Pure and fast: it is asked for every kind of requirements. */
  qualifies(requirements: Requirements): boolean;
};
