import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anonymous, type Actor, type Person } from "#app/core/actor.ts";
import { COUNTRY_CODES, countryName } from "#app/core/reference/countries.ts";
import { RELEASE_RULES } from "#app/core/reference/release-rules.ts";
import {
  disclosureLevelValues,
  organisationKindValues,
  releaseClassValues,
  type OrganisationKind,
  type ReleaseClass,
} from "#app/core/reference/terms.ts";
import { documentBar } from "#app/domain/documents/policy.ts";
import { interestRefusal } from "#app/domain/interests/policy.ts";
import { documentAudience } from "#app/domain/opportunities/document-audience.ts";
import { isReleasedTo, releaseBar, releaseRefusalText } from "#app/domain/opportunities/release.ts";

/** Written by hand from the vocabulary, one line a class: home, listed abroad, elsewhere; government kinds apart. */
const ADMITTED: Record<
  ReleaseClass,
  Record<"home" | "listed" | "elsewhere", "all" | "government" | "none">
> = {
  anyone: { home: "all", listed: "all", elsewhere: "all" },
  india_only: { home: "all", listed: "none", elsewhere: "none" },
  listed_countries: { home: "none", listed: "all", elsewhere: "none" },
  government_programmes_only: { home: "government", listed: "government", elsewhere: "government" },
};
const IS_GOVERNMENT: Record<OrganisationKind, boolean> = {
  large_industry: false,
  public_sector: true,
  research_body: false,
  university: false,
  government_agency: true,
  msme: false,
  start_up: false,
  foreign_industry: false,
  foreign_research_body: false,
  foreign_university: false,
  foreign_agency: false,
};
const LISTED = ["FR", "JP"];

function admits(release: ReleaseClass, country: string, kind: OrganisationKind): boolean {
  const place = country === "IN" ? "home" : LISTED.includes(country) ? "listed" : "elsewhere";
  const whom = ADMITTED[release][place];
  return whom === "all" || (whom === "government" && IS_GOVERNMENT[kind]);
}

function person(country: string, kind: OrganisationKind, fields: Partial<Person> = {}): Person {
  const organisation = { id: "reader", slug: "reader", name: "Reader", country, kind } as const;
  return {
    kind: "person",
    ...{ userId: "user", sessionId: "", email: "", name: "", emailVerified: true, isModerator: false },
    organisation: { ...organisation, verification: "verified", role: "owner" },
    ...fields,
  };
}
const subject = (release: ReleaseClass) => ({
  ...{ id: "one", reference: "SY-2026-000001", organisationId: "poster", status: "published" as const },
  ...{ expiresAt: null, interestDeadline: null, release, releaseCountries: [...LISTED] },
});
const releases = fc.constantFrom(...releaseClassValues);
const countries = fc.constantFrom("IN", "FR", "JP", "DE", "US", ...COUNTRY_CODES);
const kinds = fc.constantFrom(...organisationKindValues);
const agreement = { id: "agreement", version: 1 };

describe("release class × country × kind of organisation × disclosure level", () => {
  it("admits as the table written by hand says: every country, kind and class", () => {
    for (const release of releaseClassValues)
      for (const country of COUNTRY_CODES)
        for (const kind of organisationKindValues)
          expect(isReleasedTo({ country, kind }, subject(release)), `${release} ${country} ${kind}`).toBe(
            admits(release, country, kind),
          );
  });

  it("lets apply exactly those who are admitted, and says class and country to the others", () => {
    fc.assert(
      fc.property(releases, countries, kinds, (release, country, kind) => {
        const refusal = interestRefusal(person(country, kind), subject(release));
        expect(refusal?.reason ?? null).toBe(admits(release, country, kind) ? null : "release");
        if (refusal) expect(refusal.message).toContain(countryName(country));
      }),
    );
  });

  it("gives documents by level: public to all, others to the verified and admitted, NDA ones with agreement and grant", () => {
    const levels = fc.constantFrom(...disclosureLevelValues);
    const verifications = fc.constantFrom("unverified", "submitted", "verified", "rejected", "suspended");
    const flags = fc.record({ isSigned: fc.boolean(), isGranted: fc.boolean() });
    fc.assert(
      fc.property(
        ...([releases, countries, kinds, levels, verifications, flags] as const),
        (release, country, kind, level, verification, { isSigned, isGranted }) => {
          const reader = person(country, kind);
          reader.organisation!.verification = verification as "verified";
          const standing = { agreement: isSigned ? agreement : null, isGranted };
          const gets = documentBar(reader, level, subject(release), standing) === null;
          const isAdmitted = verification === "verified" && admits(release, country, kind);
          const expected = {
            public: true,
            registered: isAdmitted,
            on_nda: isAdmitted && isSigned && isGranted,
          }[level];
          expect(gets).toBe(expected);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe("rules that a moderator entered", () => {
  it("keep everything but public text from embargoed countries, whatever the class", () => {
    fc.assert(
      fc.property(releases, kinds, (release, kind) => {
        const rules = { ...RELEASE_RULES, embargoedCountries: ["FR"] };
        expect(releaseBar({ country: "FR", kind }, subject(release), rules)).toBe("embargo");
        expect(isReleasedTo({ country: "IN", kind }, subject(release), rules)).toBe(
          admits(release, "IN", kind),
        );
        const reader = person("FR", kind);
        const standing = { agreement, isGranted: true };
        const bars = disclosureLevelValues.map((level) =>
          documentBar(reader, level, subject(release), standing, rules),
        );
        expect(bars).toEqual([null, "release", "release"]);
        const refusal = interestRefusal(reader, subject(release), new Date(), rules);
        expect(refusal?.message).toContain("registered in France cannot express interest");
      }),
    );
  });

  it("decide which kinds a class admits, and admit nobody where a class has no row", () => {
    const admissions = [{ release: "anyone", place: "india", kinds: ["university"] }] as const;
    const rules = { ...RELEASE_RULES, admissions };
    const may = (country: string, kind: OrganisationKind, release: ReleaseClass = "anyone") =>
      isReleasedTo({ country, kind }, subject(release), rules);
    expect([may("IN", "university"), may("IN", "msme"), may("FR", "university")]).toEqual([
      true,
      false,
      false,
    ]);
    expect(may("IN", "university", "india_only")).toBe(false);
    expect(
      releaseRefusalText(
        "kind",
        { country: "IN", kind: "msme" },
        subject("anyone"),
        "express interest",
        rules,
      ),
    ).toBe(
      "Only organisations of the kinds university registered in India can express interest, because the release is “Open to all countries”; yours is of the kind msme, registered in India.",
    );
  });
});

describe("the table of who can get a document", () => {
  const readers = (release: ReleaseClass) =>
    documentAudience(subject(release)).rows.map(({ reader, answers }) => [
      reader,
      answers.map(({ may }) => (may ? "yes" : "no")).join(" "),
    ]);

  it("says for each sort of reader and each level what the rule would answer", () => {
    expect(readers("india_only")).toEqual([
      ["Everybody who is not signed in", "yes no no"],
      ["Organisations not yet verified", "yes no no"],
      ["Verified organisations registered in India", "yes yes no"],
      ["Verified, with your NDA in force", "yes yes no"],
      ["Those with your NDA whom you let in", "yes yes yes"],
      ["All other organisations", "yes no no"],
      ["Moderators", "yes yes no"],
    ]);
    expect(readers("anyone").map(([reader]) => reader)).not.toContain("All other organisations");
  });

  it("gives nobody anything beyond public when nobody is admitted", () => {
    const { rows } = documentAudience({ ...subject("listed_countries"), releaseCountries: [] });
    expect(rows.map(({ reader }) => reader)).toEqual([
      "Everybody who is not signed in",
      "All other organisations",
      "Moderators",
    ]);
  });
});

it("tells those to whom it is not released so, before any agreement", () => {
  const nothing = { agreement: null, isGranted: false };
  const bar = (actor: Actor) => documentBar(actor, "on_nda", subject("india_only"), nothing);
  expect([bar(person("DE", "foreign_industry")), bar(person("IN", "msme")), bar(anonymous)]).toEqual([
    "release",
    "nda",
    "nda",
  ]);
});
