import { beforeEach, describe, expect, it } from "vitest";
import type { Person } from "#app/core/actor.ts";
import { db, pool } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { readActor } from "#app/core/session.server.ts";
import { acknowledgeInterest } from "#app/domain/interests/acknowledge-interest.server.ts";
import { declineInterest } from "#app/domain/interests/decline-interest.server.ts";
import { saveInterestDraft } from "#app/domain/interests/save-interest-draft.server.ts";
import { shortlistInterest } from "#app/domain/interests/shortlist-interest.server.ts";
import { submitInterest } from "#app/domain/interests/submit-interest.server.ts";
import { withdrawInterest } from "#app/domain/interests/withdraw-interest.server.ts";
import {
  makeInterest,
  makeMember,
  makeOpportunity,
  makeOrganisation,
  signIn,
} from "#tests/factories/factories.ts";
import type { Opportunity } from "#prisma/generated/client.ts";

const ROUNDS = 8;
const TEXTS = {
  message: "We make such modules for two customers.",
  capabilityStatement: "Clean room, two die bonders.",
  contactRole: "Head of production",
};

let opportunity: Opportunity;
let applicantId: string;
let poster: Person;
let colleague: Person;
let sender: Person;

async function member(organisationId: string): Promise<Person> {
  return (await readActor(await signIn(await makeMember(organisationId)))) as Person;
}

beforeEach(async () => {
  const prime = await makeOrganisation({ kind: "large_industry" });
  opportunity = await makeOpportunity({ organisationId: prime.id });
  applicantId = (await makeOrganisation()).id;
  [poster, colleague, sender] = [await member(prime.id), await member(prime.id), await member(applicantId)];
  await pool.query("delete from graphile_worker._private_jobs");
});

/** Interests, sendings in the history and queued mails of this round's opportunity. */
async function traces() {
  const where = { opportunityId: opportunity.id };
  const [interests, sendings, mails] = await Promise.all([
    db.interest.count({ where }),
    db.interestEvent.count({ where: { interest: where, toStatus: "submitted" } }),
    pool.query<{ count: number }>("select count(*)::int as count from graphile_worker._private_jobs"),
  ]);
  return { interests, sendings, mails: mails.rows[0]!.count };
}

/** Histories are irrevocable: only the database's administrator can go round that, and only for a test. */
const removeAll = () =>
  pool.query(`begin; set local session_replication_role = replica;
    delete from interest_event; delete from interest; commit`);

const settle = (attempts: Promise<unknown>[]) => Promise.allSettled(attempts);

describe("one expression of interest per organisation and opportunity", () => {
  it("survives many presses of the button at once, each answered as success", async () => {
    const outcomes = await settle(
      Array.from({ length: ROUNDS }, () => submitInterest(sender, opportunity.reference, TEXTS)),
    );
    const results = outcomes.map((outcome) => {
      if (outcome.status === "rejected") throw outcome.reason;
      return outcome.value as { id: string; repeated: boolean };
    });
    expect(new Set(results.map((result) => result.id)).size).toBe(1);
    expect(results.filter((result) => !result.repeated)).toHaveLength(1);
    // Two officers of the poster hear of it, and the sender has a receipt.
    expect(await traces()).toEqual({ interests: 1, sendings: 1, mails: 3 });
  });

  it("takes one of two browsers' different texts and tells the other", async () => {
    const second = await member(applicantId);
    const outcomes = await settle([
      submitInterest(sender, opportunity.reference, TEXTS),
      submitInterest(second, opportunity.reference, { ...TEXTS, message: "The other text" }),
      saveInterestDraft(second, opportunity.reference, {
        ...TEXTS,
        message: "A third, unfinished text",
        version: 0,
      }),
    ]);
    const refused = outcomes
      .filter((outcome) => outcome.status === "rejected")
      .map((outcome) => outcome.reason);
    for (const reason of refused) expect(reason).toMatchObject({ status: 409 });
    expect(await traces()).toEqual({ interests: 1, sendings: 1, mails: 3 });
  });

  it("would not hold without the unique index: the race above is a real one", async () => {
    const index = "interest_opportunity_id_organisation_id_key";
    await pool.query(`drop index "${index}"`);
    try {
      const doubles: number[] = [];
      for (let round = 0; round < ROUNDS && !doubles.some((count) => count > 1); round++) {
        await removeAll();
        await settle(Array.from({ length: 4 }, () => submitInterest(sender, opportunity.reference, TEXTS)));
        doubles.push((await traces()).interests);
      }
      expect(Math.max(...doubles)).toBeGreaterThan(1);
    } finally {
      await removeAll();
      await pool.query(`create unique index "${index}" on interest (opportunity_id, organisation_id)`);
    }
  });

  it("sends nothing to an opportunity that closes at the same moment", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const closing = await makeOpportunity({ organisationId: opportunity.organisationId });
      const [sending] = await settle([
        submitInterest(sender, closing.reference, TEXTS),
        db.opportunity.update({
          where: { id: closing.id },
          data: { status: "closed", closedAt: new Date() },
        }),
      ]);
      const interest = await db.interest.findFirst({ where: { opportunityId: closing.id } });
      expect(interest?.status ?? "none").toBe(sending!.status === "fulfilled" ? "submitted" : "none");
    }
  });
});

describe("two deciders at once", () => {
  const sent = () => makeInterest({ opportunityId: opportunity.id, organisationId: applicantId });
  const decisions = async (interestId: string) =>
    (await db.interestEvent.findMany({ where: { interestId, NOT: { toStatus: "submitted" } } })).map(
      (event) => event.toStatus,
    );

  it("with the same decision: one change, one mail, both are answered as success", async () => {
    const { id } = await sent();
    const input = { version: 1, note: "" };
    const outcomes = await Promise.all(
      Array.from({ length: ROUNDS }, (_, n) => acknowledgeInterest(n % 2 ? poster : colleague, id, input)),
    );
    expect(outcomes.filter((outcome) => outcome.changed)).toHaveLength(1);
    expect(await decisions(id)).toEqual(["acknowledged"]);
    expect((await traces()).mails).toBe(1);
  });

  it("with different decisions: one holds, the others read what has happened", async () => {
    const { id } = await sent();
    const outcomes = await settle([
      acknowledgeInterest(poster, id, { version: 1, note: "" }),
      shortlistInterest(colleague, id, { version: 1, note: "" }),
      declineInterest(poster, id, { version: 1, reason: "capacity", explanation: "" }),
      withdrawInterest(sender, id, { version: 1, note: "" }),
    ]);
    const refusals = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(refusals).toHaveLength(3);
    for (const { reason } of refusals as PromiseRejectedResult[]) {
      expect(reason).toBeInstanceOf(DomainError);
      expect([reason.status, reason.message]).toEqual([
        409,
        expect.stringMatching(/was quicker: this is now “/),
      ]);
    }
    const changes = await decisions(id);
    expect([["acknowledged"], ["acknowledged", "shortlisted"], ["declined"], ["withdrawn"]]).toContainEqual(
      changes,
    );
    const { version } = await db.interest.findUniqueOrThrow({ where: { id } });
    expect(version).toBe(2);
    expect((await traces()).mails).toBe(changes[0] === "withdrawn" ? 2 : 1);
  });

  it("would both win without the row lock: the guard is what holds", async () => {
    const { id } = await sent();
    let waiting = 0;
    let release = () => {};
    const bothHaveRead = new Promise<void>((resolve) => (release = resolve));
    const decideUnguarded = (to: "acknowledged" | "declined") =>
      db.$transaction(async (tx) => {
        const { status, version } = await tx.interest.findUniqueOrThrow({ where: { id } });
        if (++waiting === 2) release();
        await bothHaveRead;
        if (status !== "submitted" || version !== 1) return;
        await tx.interest.update({ where: { id }, data: { status: to, version: 2 } });
        await tx.interestEvent.create({ data: { interestId: id, fromStatus: status, toStatus: to } });
      });
    await Promise.all([decideUnguarded("acknowledged"), decideUnguarded("declined")]);
    expect((await decisions(id)).sort()).toEqual(["acknowledged", "declined"]);
  });
});
