import { describe, expect, it } from "vitest";
import { anonymous, type ActingOrganisation, type Person } from "#app/core/actor.ts";
import { interestRefusal, type InterestSubject } from "#app/domain/interests/policy.ts";

const NOW = new Date("2026-11-22T06:00:00Z");
const before = new Date(NOW.getTime() - 1);
const after = new Date(NOW.getTime() + 1);

const open: InterestSubject = {
  id: "0b0c0f3e-1c0e-4a55-9d4e-0d6b7f1f7b11",
  reference: "SY-2026-000123",
  organisationId: "poster",
  status: "published",
  expiresAt: after,
  interestDeadline: after,
  release: "anyone",
  releaseCountries: [],
};

function person(organisation: Partial<ActingOrganisation> | null = {}, rest: Partial<Person> = {}): Person {
  return {
    kind: "person",
    userId: "user",
    sessionId: "session",
    email: "asha@example.test",
    name: "Asha Verma",
    emailVerified: true,
    isModerator: false,
    organisation: organisation && {
      id: "applicant",
      slug: "applicant",
      name: "Precision Works",
      kind: "msme",
      country: "IN",
      verification: "unverified",
      role: "editor",
      ...organisation,
    },
    ...rest,
  };
}

const reasonOf = (actor: Parameters<typeof interestRefusal>[0], subject: Partial<InterestSubject> = {}) =>
  interestRefusal(actor, { ...open, ...subject }, NOW)?.reason ?? null;

describe("who may express interest", () => {
  it("lets owners and editors of any other organisation", () => {
    expect(reasonOf(person())).toBeNull();
    expect(reasonOf(person({ role: "owner", country: "FR", kind: "foreign_industry" }))).toBeNull();
  });

  it("refuses by person and organisation", () => {
    expect(reasonOf(anonymous)).toBe("signed_out");
    expect(reasonOf(person(null))).toBe("no_organisation");
    expect(reasonOf(person({ role: "viewer" }))).toBe("viewer");
    expect(reasonOf(person({ verification: "suspended" }))).toBe("suspended");
    expect(reasonOf(person({ id: "poster" }))).toBe("own_opportunity");
    expect(reasonOf(person({}, { emailVerified: false }))).toBe("unconfirmed_email");
  });

  it("takes none before publishing and none from the very moment of an end", () => {
    for (const status of [
      "draft",
      "in_review",
      "on_hold",
      "closed",
      "expired",
      "archived",
      "rejected",
    ] as const)
      expect(reasonOf(person(), { status }), status).toBe("not_open");
    expect(reasonOf(person(), { expiresAt: NOW })).toBe("not_open");
    expect(reasonOf(person(), { expiresAt: before })).toBe("not_open");
    expect(reasonOf(person(), { interestDeadline: NOW })).toBe("past_deadline");
    expect(reasonOf(person(), { expiresAt: null, interestDeadline: null })).toBeNull();
  });

  it("keeps to the release class", () => {
    const french = person({ country: "FR", kind: "foreign_industry" });
    expect(reasonOf(person(), { release: "india_only" })).toBeNull();
    expect(reasonOf(french, { release: "india_only" })).toBe("release");
    const listed = { release: "listed_countries", releaseCountries: ["FR", "JP"] } as const;
    expect(reasonOf(french, { ...listed, releaseCountries: [...listed.releaseCountries] })).toBeNull();
    expect(reasonOf(person(), { ...listed, releaseCountries: [...listed.releaseCountries] })).toBe("release");
    const government = { release: "government_programmes_only" } as const;
    expect(reasonOf(person(), government)).toBe("release");
    expect(reasonOf(person({ kind: "large_industry" }), government)).toBe("release");
    expect(reasonOf(person({ kind: "public_sector" }), government)).toBeNull();
    expect(reasonOf(person({ kind: "government_agency" }), government)).toBeNull();
  });

  it("says why in words of the reader and where the remedy is", () => {
    const french = person({ country: "FR", kind: "foreign_industry" });
    const refusal = interestRefusal(
      french,
      { ...open, release: "listed_countries", releaseCountries: ["IN", "JP"] },
      NOW,
    );
    expect(refusal?.message).toContain("India and Japan");
    expect(refusal?.message).toContain("France");
    expect(interestRefusal(anonymous, open, NOW)?.action?.to).toBe(
      "/login?next=%2Fopportunities%2FSY-2026-000123%2Finterest",
    );
  });
});
