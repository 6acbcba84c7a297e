import { expect, test } from "vitest";
import { anonymous, system, type ActingOrganisation, type Person } from "#app/core/actor.ts";
import { documentBar, NOTHING_SIGNED } from "#app/domain/documents/policy.ts";

const poster: ActingOrganisation = {
  id: "poster",
  slug: "poster",
  name: "Poster",
  kind: "large_industry",
  country: "IN",
  verification: "verified",
  role: "owner",
};
const person = (organisation: ActingOrganisation | null, isModerator = false): Person => ({
  kind: "person",
  userId: "user",
  sessionId: "session",
  email: "user@sanyog.example",
  name: "User",
  emailVerified: true,
  isModerator,
  organisation,
});
const other = (change: Partial<ActingOrganisation>) => person({ ...poster, id: "other", ...change });
const indian = { organisationId: "poster", release: "india_only", releaseCountries: [] } as const;

const signed = { agreement: { id: "agreement", version: 3 }, isGranted: false };
const granted = { ...signed, isGranted: true };
const grantedOnly = { ...NOTHING_SIGNED, isGranted: true };

test.each([
  ["public", anonymous, NOTHING_SIGNED, null],
  ["registered", anonymous, NOTHING_SIGNED, "signed_out"],
  ["registered", person(null), NOTHING_SIGNED, "unverified"],
  ["registered", other({ verification: "submitted" }), NOTHING_SIGNED, "unverified"],
  ["registered", other({ country: "DE" }), NOTHING_SIGNED, "release"],
  ["registered", other({}), NOTHING_SIGNED, null],
  ["registered", person(null, true), NOTHING_SIGNED, null],
  ["on_nda", anonymous, NOTHING_SIGNED, "nda"],
  ["on_nda", other({}), NOTHING_SIGNED, "nda"],
  ["on_nda", other({}), grantedOnly, "nda"],
  ["on_nda", other({}), signed, "not_granted"],
  ["on_nda", other({}), granted, null],
  ["on_nda", other({ role: "viewer" }), granted, null],
  ["on_nda", other({ country: "DE" }), granted, "release"],
  ["on_nda", other({ verification: "suspended" }), granted, "unverified"],
  ["on_nda", person(null, true), NOTHING_SIGNED, "nda"],
  ["on_nda", person(poster), NOTHING_SIGNED, null],
  ["on_nda", system("a job"), NOTHING_SIGNED, null],
] as const)("what keeps readers from a document: %s %o %o %s", (disclosure, actor, standing, bar) => {
  expect(documentBar(actor, disclosure, { ...indian, releaseCountries: [] }, standing)).toBe(bar);
});
