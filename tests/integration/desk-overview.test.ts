import { expect, it } from "vitest";
import type { Person } from "#app/core/actor.ts";
import { readActor } from "#app/core/session.server.ts";
import { applicantOverview, posterOverview } from "#app/domain/desk/overview.server.ts";
import {
  inDays,
  makeInterest,
  makeMember,
  makeOpportunity,
  makeOrganisation,
  signIn,
} from "#tests/factories/factories.ts";

const DAY_MS = 86_400_000;

async function memberOf(organisationId: string): Promise<Person> {
  return (await readActor(await signIn(await makeMember(organisationId)))) as Person;
}

it("shows the poster its states, what ends soon and who has waited longest, and nothing of others", async () => {
  const prime = await makeOrganisation({ kind: "large_industry" });
  const other = await makeOrganisation({ kind: "large_industry" });
  const ending = await makeOpportunity({ organisationId: prime.id, expiresAt: inDays(10) });
  const later = await makeOpportunity({ organisationId: prime.id, expiresAt: inDays(31) });
  await makeOpportunity({ organisationId: prime.id, status: "draft" });
  await makeOpportunity({ organisationId: other.id, expiresAt: inDays(3) });
  for (const days of [1, 4, 2])
    await makeInterest({
      opportunityId: later.id,
      organisationId: (await makeOrganisation()).id,
      submittedAt: inDays(-days),
    });
  await makeInterest({ opportunityId: ending.id, organisationId: other.id, status: "acknowledged" });
  await makeInterest({
    opportunityId: ending.id,
    organisationId: (await makeOrganisation()).id,
    status: "draft",
  });

  const view = await posterOverview(await memberOf(prime.id));
  expect(new Map(view.counts.map(({ status, count }) => [status, count]))).toEqual(
    new Map([
      ["published", 2],
      ["draft", 1],
    ]),
  );
  expect(view.expiring.map((each) => each.reference)).toEqual([ending.reference]);
  expect(view.waitingCount).toBe(3);
  expect(view.waiting.map((each) => Math.round(each.waitingMs / DAY_MS))).toEqual([4, 2, 1]);

  const sent = await applicantOverview(await memberOf(other.id));
  expect(sent.total).toBe(1);
  expect(sent.interests[0]).toMatchObject({
    reference: ending.reference,
    status: "acknowledged",
    isWaiting: false,
  });
});

it("shows the applicant how long it waits and how long its poster usually takes", async () => {
  const prime = await makeOrganisation({ kind: "large_industry" });
  const opportunity = await makeOpportunity({ organisationId: prime.id });
  for (let n = 0; n < 5; n++)
    await makeInterest({
      opportunityId: opportunity.id,
      organisationId: (await makeOrganisation()).id,
      status: "acknowledged",
      submittedAt: inDays(-20),
      firstAnsweredAt: inDays(-18),
    });
  const applicant = await makeOrganisation();
  await makeInterest({
    opportunityId: opportunity.id,
    organisationId: applicant.id,
    submittedAt: inDays(-3),
  });
  const { interests } = await applicantOverview(await memberOf(applicant.id));
  expect(interests).toHaveLength(1);
  expect(interests[0]!.isWaiting).toBe(true);
  expect(Math.round(interests[0]!.answerMs! / DAY_MS)).toBe(3);
  expect(Math.round(interests[0]!.usual!.medianMs! / DAY_MS)).toBe(2);
});
