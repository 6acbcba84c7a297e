import { beforeEach, describe, expect, it } from "vitest";
import type { Person } from "#app/core/actor.ts";
import { db, pool } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { readActor } from "#app/core/session.server.ts";
import { acknowledgeInterest } from "#app/domain/interests/acknowledge-interest.server.ts";
import { advanceInterest } from "#app/domain/interests/advance-interest.server.ts";
import { declineInterest } from "#app/domain/interests/decline-interest.server.ts";
import { listInterests } from "#app/domain/interests/list-interests.server.ts";
import { readInterest } from "#app/domain/interests/queries.server.ts";
import { saveInterestDraft } from "#app/domain/interests/save-interest-draft.server.ts";
import { shortlistInterest } from "#app/domain/interests/shortlist-interest.server.ts";
import { submitInterest } from "#app/domain/interests/submit-interest.server.ts";
import { withdrawInterest } from "#app/domain/interests/withdraw-interest.server.ts";
import { makeAgreement, makeNdaText } from "#tests/factories/agreements.ts";
import {
  inDays,
  makeInterest,
  makeMember,
  makeOpportunity,
  makeOrganisation,
  makeUser,
  signIn,
} from "#tests/factories/factories.ts";
import type { Opportunity, Organisation, User } from "#prisma/generated/client.ts";

const TEXTS = {
  message: "We make such modules for two customers.",
  capabilityStatement: "Clean room, two die bonders.",
  contactRole: "Head of production",
};

const actorOf = async (user: User) => (await readActor(await signIn(user))) as Person;

async function refusalOf(attempt: Promise<unknown>): Promise<DomainError> {
  const outcome = await attempt.then(
    () => "it was allowed",
    (error: unknown) => error,
  );
  if (!(outcome instanceof DomainError)) throw new Error(`expected a refusal, got: ${String(outcome)}`);
  return outcome;
}

type MailJob = { template: string; userId: string; interestEventId: string };

async function queuedMails(): Promise<MailJob[]> {
  const { rows } = await pool.query<{ payload: MailJob }>(
    `select j.payload from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'mail.send' order by j.id`,
  );
  return rows.map((row) => row.payload);
}

let prime: Organisation;
let applicant: Organisation;
let officer: User;
let maker: User;
let opportunity: Opportunity;
let poster: Person;
let sender: Person;

beforeEach(async () => {
  prime = await makeOrganisation({ kind: "public_sector" });
  applicant = await makeOrganisation();
  officer = await makeMember(prime.id);
  maker = await makeMember(applicant.id);
  opportunity = await makeOpportunity({ organisationId: prime.id });
  [poster, sender] = [await actorOf(officer), await actorOf(maker)];
  await pool.query("delete from graphile_worker._private_jobs");
});

const sent = (fields = {}) =>
  makeInterest({ opportunityId: opportunity.id, organisationId: applicant.id, ...fields });

describe("sending", () => {
  it("keeps a draft that only the own organisation sees, then sends it once with its mails", async () => {
    const { id } = await saveInterestDraft(sender, opportunity.reference, { ...TEXTS, message: "" });
    expect((await refusalOf(readInterest(poster, id))).code).toBe("not_found");
    expect((await readInterest(sender, id)).status).toBe("draft");

    await makeMember(prime.id, "viewer");
    await makeMember(prime.id, "editor", { emailVerifiedAt: null });
    const editor = await makeMember(prime.id, "editor");
    expect(await submitInterest(sender, opportunity.reference, TEXTS)).toEqual({ id, repeated: false });

    const interest = await readInterest(poster, id);
    expect(interest).toMatchObject({ status: "submitted", side: "poster", ...TEXTS });
    expect(interest.submittedAt).toBeInstanceOf(Date);
    expect(interest.events.map((event) => event.toStatus)).toEqual(["submitted"]);
    const mails = await queuedMails();
    expect(mails.map((mail) => [mail.template, mail.userId]).sort()).toEqual(
      [
        ["interest_received", officer.id],
        ["interest_received", editor.id],
        ["interest_changed", maker.id],
      ].sort(),
    );
    for (const mail of mails)
      expect(Object.keys(mail).sort()).toEqual(["interestEventId", "template", "userId"]);
  });

  it("answers the same text again as success and another text as a conflict", async () => {
    const { id } = await submitInterest(sender, opportunity.reference, TEXTS);
    const mails = await queuedMails();
    expect(await submitInterest(sender, opportunity.reference, TEXTS)).toEqual({ id, repeated: true });
    const other = await refusalOf(
      submitInterest(sender, opportunity.reference, { ...TEXTS, message: "Other" }),
    );
    expect([other.status, other.message]).toEqual([
      409,
      expect.stringContaining("already expressed interest"),
    ]);
    expect((await refusalOf(saveInterestDraft(sender, opportunity.reference, TEXTS))).status).toBe(409);
    expect((await readInterest(sender, id)).message).toBe(TEXTS.message);
    expect(await queuedMails()).toEqual(mails);
  });

  it("answers the repeat as success even after the opportunity has closed", async () => {
    const { id } = await submitInterest(sender, opportunity.reference, TEXTS);
    await db.opportunity.update({ where: { id: opportunity.id }, data: { status: "on_hold" } });
    expect(await submitInterest(sender, opportunity.reference, TEXTS)).toEqual({ id, repeated: true });
  });

  it("writes nothing where it is refused", async () => {
    const viewer = await actorOf(await makeMember(applicant.id, "viewer"));
    const unconfirmed = await actorOf(await makeMember(applicant.id, "editor", { emailVerifiedAt: null }));
    const homeless = await actorOf(await makeUser());
    for (const [actor, status] of [
      [viewer, 403],
      [unconfirmed, 403],
      [homeless, 403],
      [poster, 403],
      [{ kind: "anonymous" }, 401],
    ] as const) {
      expect((await refusalOf(submitInterest(actor, opportunity.reference, TEXTS))).status).toBe(status);
      expect((await refusalOf(saveInterestDraft(actor, opportunity.reference, TEXTS))).status).toBe(status);
    }
    await db.opportunity.update({ where: { id: opportunity.id }, data: { status: "closed" } });
    expect((await refusalOf(submitInterest(sender, opportunity.reference, TEXTS))).status).toBe(409);
    await db.opportunity.update({ where: { id: opportunity.id }, data: { status: "draft" } });
    expect((await refusalOf(submitInterest(sender, opportunity.reference, TEXTS))).status).toBe(404);
    expect(await db.interest.count({ where: { opportunityId: opportunity.id } })).toBe(0);
    expect(await queuedMails()).toEqual([]);
  });

  it("does not overrun a colleague's newer draft unseen", async () => {
    const { id } = await saveInterestDraft(sender, opportunity.reference, { ...TEXTS, version: 0 });
    const { version } = await readInterest(sender, id);
    const stale = { ...TEXTS, message: "Typed before the colleague saved", version: 0 };
    expect((await refusalOf(saveInterestDraft(sender, opportunity.reference, stale))).status).toBe(409);
    await saveInterestDraft(sender, opportunity.reference, { ...stale, version });
    expect((await readInterest(sender, id)).message).toBe(stale.message);
  });
});

describe("deciding", () => {
  it("goes through all states in order, with one event and one mail to the other side each", async () => {
    const { id } = await sent();
    await acknowledgeInterest(poster, id, { version: 1, note: "Thank you." });
    await shortlistInterest(poster, id, { version: 2, note: "" });
    await makeAgreement({ primeId: opportunity.organisationId, applicantId: sender.organisation!.id });
    await advanceInterest(poster, id, { version: 3, note: "", to: "nda" });
    await advanceInterest(poster, id, { version: 4, note: "", to: "in_discussion" });
    await advanceInterest(poster, id, { version: 5, note: "", to: "agreement" });
    await advanceInterest(poster, id, { version: 6, note: "", to: "concluded" });
    const { events, status } = await readInterest(sender, id);
    expect(status).toBe("concluded");
    expect(events.map((event) => event.toStatus)).toEqual([
      "submitted",
      "acknowledged",
      "shortlisted",
      "nda",
      "in_discussion",
      "agreement",
      "concluded",
    ]);
    expect(events[1]!.note).toBe("Thank you.");
    const mails = await queuedMails();
    expect(mails).toHaveLength(6);
    expect(new Set(mails.map((mail) => `${mail.template} ${mail.userId}`))).toEqual(
      new Set([`interest_changed ${maker.id}`]),
    );
    for (const decide of [
      () => declineInterest(poster, id, { version: 7, reason: "capacity", explanation: "" }),
      () => withdrawInterest(sender, id, { version: 7, note: "" }),
    ])
      expect((await refusalOf(decide())).status).toBe(409);
  });

  it("shortlists what was just sent in one click: both states in the history, one mail, one first answer", async () => {
    const { id } = await sent();
    await shortlistInterest(poster, id, { version: 1, note: "Send your brochure." });
    const { events, firstAnsweredAt } = await readInterest(sender, id);
    expect(events.map((event) => [event.toStatus, event.note])).toEqual([
      ["submitted", ""],
      ["acknowledged", ""],
      ["shortlisted", "Send your brochure."],
    ]);
    expect(await queuedMails()).toHaveLength(1);
    await makeNdaText({ organisationId: opportunity.organisationId });
    await advanceInterest(poster, id, { version: 2, note: "", to: "nda" });
    expect((await readInterest(sender, id)).firstAnsweredAt).toEqual(firstAnsweredAt);
  });

  it("gives the applicant the reason of a refusal, and the poster the news of a withdrawal", async () => {
    const { id } = await sent();
    await declineInterest(poster, id, {
      version: 1,
      reason: "certification",
      explanation: "We need AS9100D.",
    });
    expect((await readInterest(sender, id)).declineReason).toBe(
      "A certificate that this opportunity requires is missing. We need AS9100D.",
    );
    const other = await makeOrganisation();
    const colleague = await actorOf(await makeMember(other.id));
    const second = await makeInterest({ opportunityId: opportunity.id, organisationId: other.id });
    await withdrawInterest(colleague, second.id, { version: 1, note: "" });
    expect((await queuedMails()).map((mail) => mail.userId)).toEqual([maker.id, officer.id]);
    expect((await readInterest(poster, second.id)).firstAnsweredAt).toBeNull();
  });

  it("refuses the wrong side, viewers, moderators and the suspended, and hides it from all others", async () => {
    const { id } = await sent();
    const input = { version: 1, note: "" };
    const stranger = await actorOf(await makeMember((await makeOrganisation()).id));
    const moderator = await actorOf(await makeUser({ isModerator: true }));
    const viewer = await actorOf(await makeMember(prime.id, "viewer"));
    expect((await refusalOf(acknowledgeInterest(sender, id, input))).status).toBe(403);
    expect((await refusalOf(withdrawInterest(poster, id, input))).status).toBe(403);
    expect((await refusalOf(acknowledgeInterest(viewer, id, input))).status).toBe(403);
    expect((await refusalOf(acknowledgeInterest(moderator, id, input))).status).toBe(403);
    expect((await readInterest(moderator, id)).side).toBeNull();
    expect((await refusalOf(acknowledgeInterest(stranger, id, input))).status).toBe(404);
    expect((await refusalOf(readInterest(stranger, id))).status).toBe(404);
    expect((await refusalOf(readInterest({ kind: "anonymous" }, id))).status).toBe(404);
    expect((await refusalOf(acknowledgeInterest(poster, "' or 1=1", input))).status).toBe(404);
    await db.organisation.update({ where: { id: prime.id }, data: { verification: "suspended" } });
    expect((await refusalOf(acknowledgeInterest(await actorOf(officer), id, input))).status).toBe(403);
    expect((await readInterest(sender, id)).status).toBe("submitted");
  });
});

describe("the desk's list", () => {
  it("filters by opportunity, state and name, counts by state and pages", async () => {
    const second = await makeOpportunity({ organisationId: prime.id });
    for (let n = 0; n < 23; n++) {
      const { id } = await makeOrganisation({
        name: `Works ${String(n).padStart(2, "0")} 50%`,
        slug: crypto.randomUUID(),
      });
      await makeInterest({
        opportunityId: opportunity.id,
        organisationId: id,
        submittedAt: inDays(-n - 1),
        status: n < 3 ? "acknowledged" : "submitted",
      });
    }
    await makeInterest({ opportunityId: second.id, organisationId: applicant.id });
    await makeInterest({
      opportunityId: second.id,
      organisationId: (await makeOrganisation()).id,
      status: "draft",
    });
    const filter = { side: "received", q: "", sort: "newest", page: 1, rows: 20 } as const;
    const all = await listInterests(poster, filter);
    expect([all.all, all.total, all.rows.length, all.counts]).toEqual([
      24,
      24,
      20,
      { acknowledged: 3, submitted: 21 },
    ]);
    expect((await listInterests(poster, { ...filter, page: 2 })).rows).toHaveLength(4);
    const ofSecond = await listInterests(poster, { ...filter, opportunity: second.reference });
    expect(ofSecond.rows.map((row) => row.organisation.name)).toEqual([applicant.name]);
    expect((await listInterests(poster, { ...filter, state: "acknowledged" })).total).toBe(3);
    expect((await listInterests(poster, { ...filter, q: "works 07" })).total).toBe(1);
    expect((await listInterests(poster, { ...filter, q: "%" })).total).toBe(23);
    expect((await listInterests(poster, { ...filter, q: "_" })).total).toBe(0);
    const oldest = await listInterests(poster, {
      ...filter,
      sort: "oldest",
      opportunity: opportunity.reference,
    });
    expect(oldest.rows[0]!.organisation.name).toBe("Works 22 50%");
    const mine = await listInterests(sender, { ...filter, side: "sent" });
    expect(mine.rows.map((row) => row.opportunity.reference)).toEqual([second.reference]);
  });
});
