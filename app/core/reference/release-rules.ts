import type { OrganisationKind, ReleaseClass } from "#app/core/reference/terms.ts";

/** Where an organisation has to be registered: anywhere, in India, or in a country that the poster lists. */
export const ADMITTED_PLACES = {
  any: { label: "Any country" },
  india: { label: "India only" },
  listed: { label: "Countries that the poster lists" },
} as const;
export type AdmittedPlace = keyof typeof ADMITTED_PLACES;

/** Whom one release class admits. Without kinds: organisations of every kind. */
export type Admission = {
  release: ReleaseClass;
  place: AdmittedPlace;
  kinds: readonly OrganisationKind[];
};

/** `embargoedCountries`, ISO 3166-1 alpha-2: nothing but public text is released there, whatever the class. */
export type ReleaseRules = {
  name: string;
  ruleDate: string;
  admissions: readonly Admission[];
  embargoedCountries: readonly string[];
};

/** The marketplace's own reading of the release classes; no country is excluded until the operator enters one. */
export const RELEASE_RULES: ReleaseRules = {
  name: "Release classes of this marketplace",
  ruleDate: "2026-01-01",
  admissions: [
    { release: "anyone", place: "any", kinds: [] },
    { release: "india_only", place: "india", kinds: [] },
    { release: "listed_countries", place: "listed", kinds: [] },
    { release: "government_programmes_only", place: "any", kinds: ["public_sector", "government_agency"] },
  ],
  embargoedCountries: [],
};
