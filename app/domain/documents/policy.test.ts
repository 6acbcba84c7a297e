import { expect, test } from "vitest";
import { anonymous, system, type ActingOrganisation, type Person } from "#app/core/actor.ts";
import { documentBar } from "#app/domain/documents/policy.ts";

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

test.each([
  ["public", anonymous, null],
  ["registered", anonymous, "signed_out"],
  ["registered", person(null), "unverified"],
  ["registered", other({ verification: "submitted" }), "unverified"],
  ["registered", other({ country: "DE" }), "release"],
  ["registered", other({}), null],
  ["registered", person(null, true), null],
  ["on_nda", anonymous, "nda"],
  ["on_nda", other({}), "nda"],
  ["on_nda", person(null, true), "nda"],
  ["on_nda", person(poster), null],
  ["on_nda", system("a job"), null],
] as const)("what keeps readers from a document: %s %o %s", (disclosure, actor, bar) => {
  expect(documentBar(actor, disclosure, { ...indian, releaseCountries: [] })).toBe(bar);
});
