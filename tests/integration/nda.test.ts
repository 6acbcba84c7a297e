import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { advanceInterest } from "#app/domain/interests/advance-interest.server.ts";
import { declineInterest } from "#app/domain/interests/decline-interest.server.ts";
import { acceptNda } from "#app/domain/nda/accept-nda.server.ts";
import { agreementPdf } from "#app/domain/nda/agreement-pdf.server.ts";
import { countersignNda } from "#app/domain/nda/countersign-nda.server.ts";
import { endNda } from "#app/domain/nda/end-nda.server.ts";
import { inviteAgain } from "#app/domain/nda/invite-again.server.ts";
import { presentAgreements } from "#app/domain/nda/present-agreements.server.ts";
import { publishNdaText } from "#app/domain/nda/publish-text.server.ts";
import { ndaStanding } from "#app/domain/nda/standing.server.ts";
import { renderMail } from "#app/jobs/mail-templates.server.ts";
import type { Mail } from "#app/jobs/catalogue.ts";
import { makeInterest, makeOpportunity } from "#tests/factories/factories.ts";
import { textsOf } from "#tests/fixtures/pdfs.ts";
import {
  BODY,
  forgetJobs,
  FROM,
  invite,
  makeNdaWorld,
  openAgreement,
  queuedMails,
  signature,
  type NdaWorld,
} from "#tests/integration/nda-world.ts";
import { actAs } from "#tests/integration/posting-actors.ts";

let world: NdaWorld;
beforeEach(async () => {
  world = await makeNdaWorld();
});

const accept = async (actor = world.applicant, name: string = signature.name) => {
  const { id, textId } = await openAgreement(world.prime.organisation.id);
  return acceptNda(actor, { ...signature, name, agreementId: id, textId }, FROM);
};
const countersign = async (actor = world.prime) => {
  const { id } = await openAgreement(world.prime.organisation.id);
  return countersignNda(actor, { agreementId: id, name: "Meera Iyer" });
};
const standing = () => ndaStanding(world.applicant, world.opportunity.id);
const signBoth = async () => (await invite(world), await accept(), await countersign());

async function refusalOf(attempt: Promise<unknown>): Promise<DomainError> {
  const outcome = await attempt.then(
    () => "it was allowed",
    (error: unknown) => error,
  );
  if (!(outcome instanceof DomainError)) throw new Error(`expected a refusal, got: ${String(outcome)}`);
  return outcome;
}

describe("the way to an agreement", () => {
  it("invites with the step to nda, signs on both sides, opens the documents, and tells each side once a step", async () => {
    const { prime, colleague, applicant, second, interestId, opportunity } = world;
    const invited = await invite(world);
    expect(invited).toMatchObject({ status: "invited", text: { version: 1 } });
    expect(await standing()).toEqual({ agreement: null, isGranted: false });
    const mailed = async () => {
      const people = {
        [prime.userId]: "prime",
        [colleague.userId]: "prime",
        [applicant.userId]: "applicant",
      };
      const mails = await queuedMails();
      await forgetJobs();
      return mails.map(({ template, userId }) => `${template} ${people[userId] ?? "applicant"}`).sort();
    };
    expect(await mailed()).toEqual(["interest_changed applicant", "interest_changed applicant"]);
    await accept(second);
    const all = ["applicant", "applicant", "prime", "prime"].map((side) => `nda_changed ${side}`);
    expect(await mailed()).toEqual(all);
    expect((await refusalOf(discuss())).message).toContain("not in force yet");
    await countersign(colleague);
    expect(await mailed()).toEqual(all);
    expect(await standing()).toEqual({ agreement: { id: invited.id, version: 1 }, isGranted: true });
    await discuss();
    expect(await db.ndaAgreement.findUniqueOrThrow({ where: { id: invited.id } })).toMatchObject({
      acceptedById: second.userId,
      acceptedName: signature.name,
      acceptedRole: signature.role,
      acceptedAddress: FROM.address,
      acceptedUserAgent: FROM.userAgent,
      countersignedById: colleague.userId,
      countersignedName: "Meera Iyer",
    });
    const { current } = await presentAgreements(applicant, interestId);
    expect(current).toMatchObject({ label: "In force", version: 1 });
    expect(await db.documentGrant.count({ where: { opportunityId: opportunity.id } })).toBe(1);
  });

  const discuss = async () => {
    const { version } = await db.interest.findUniqueOrThrow({ where: { id: world.interestId } });
    return advanceInterest(world.prime, world.interestId, { version, note: "", to: "in_discussion" });
  };

  it("asks for a text first, and changes nothing without one", async () => {
    const prime = await actAs();
    const opportunity = await makeOpportunity({ organisationId: prime.organisation.id });
    const { id } = await makeInterest({
      opportunityId: opportunity.id,
      organisationId: world.applicant.organisation.id,
      status: "shortlisted",
    });
    const refusal = await refusalOf(advanceInterest(prime, id, { version: 1, note: "", to: "nda" }));
    expect([refusal.code, refusal.message]).toEqual([
      "conflict",
      expect.stringContaining("published no NDA"),
    ]);
    expect(await db.interest.findUniqueOrThrow({ where: { id } })).toMatchObject({ status: "shortlisted" });
  });

  it("covers a second opportunity of the same prime without another signature", async () => {
    await signBoth();
    const opportunity = await makeOpportunity({ organisationId: world.prime.organisation.id });
    const { id } = await makeInterest({
      opportunityId: opportunity.id,
      organisationId: world.applicant.organisation.id,
      status: "shortlisted",
    });
    expect(await ndaStanding(world.applicant, opportunity.id)).toMatchObject({ isGranted: false });
    await advanceInterest(world.prime, id, { version: 1, note: "", to: "nda" });
    expect(await ndaStanding(world.applicant, opportunity.id)).toMatchObject({ isGranted: true });
    expect(await db.ndaAgreement.count({ where: { primeId: world.prime.organisation.id } })).toBe(1);
  });

  it("closes the documents of an EoI that ends, and those alone", async () => {
    await signBoth();
    const { version } = await db.interest.findUniqueOrThrow({ where: { id: world.interestId } });
    await declineInterest(world.prime, world.interestId, {
      version,
      reason: "other",
      explanation: "No line.",
    });
    expect(await standing()).toMatchObject({ agreement: { version: 1 }, isGranted: false });
  });
});

describe("who may sign", () => {
  it("is an owner or editor of the side whose turn it is, with a confirmed address", async () => {
    const { id, textId } = await invite(world);
    const input = { ...signature, agreementId: id, textId };
    const viewer = await actAs({ id: world.applicant.organisation.id }, "viewer");
    const moderator = { ...(await actAs()), isModerator: true, organisation: null };
    const attempts = {
      stranger: acceptNda(await actAs({ kind: "msme" }), input, FROM),
      prime: acceptNda(world.prime, input, FROM),
      viewer: acceptNda(viewer, input, FROM),
      moderator: acceptNda(moderator, input, FROM),
      unconfirmed: acceptNda({ ...world.applicant, emailVerified: false }, input, FROM),
    };
    const codes = Object.entries(attempts).map(async ([who, attempt]) => [
      who,
      (await refusalOf(attempt)).code,
    ]);
    expect(Object.fromEntries(await Promise.all(codes))).toEqual({
      stranger: "not_found",
      prime: "forbidden",
      viewer: "forbidden",
      moderator: "forbidden",
      unconfirmed: "forbidden",
    });
    await accept();
    expect((await refusalOf(countersign(world.applicant))).code).toBe("forbidden");
    expect((await refusalOf(countersign(await actAs()))).code).toBe("not_found");
  });
});

describe("a new version", () => {
  const publish = (after: number, body = `${BODY} Now for ${after + 1} years.`) =>
    publishNdaText(world.prime, { after, title: "NDA", body });

  it("published while somebody reads is told, and signs nothing", async () => {
    const { id, textId } = await invite(world);
    await publish(1);
    const refusal = await refusalOf(
      acceptNda(world.applicant, { ...signature, agreementId: id, textId }, FROM),
    );
    expect(refusal.fieldErrors.agrees?.[0]).toContain("published version 2 while you were reading");
    expect(await openAgreement(world.prime.organisation.id)).toMatchObject({
      id,
      status: "invited",
      text: { version: 2 },
    });
    await accept();
  });

  it("leaves what was signed as it is, until both have signed the new one", async () => {
    await signBoth();
    await publish(1);
    expect(await standing()).toMatchObject({ agreement: { version: 1 }, isGranted: true });
    await inviteAgain(world.prime, world.interestId);
    await inviteAgain(world.prime, world.interestId);
    await accept();
    expect(await standing()).toMatchObject({ agreement: { version: 1 } });
    await countersign();
    expect(await standing()).toMatchObject({ agreement: { version: 2 }, isGranted: true });
    const states = await db.ndaAgreement.findMany({
      where: { primeId: world.prime.organisation.id },
      orderBy: { invitedAt: "asc" },
      select: { status: true },
    });
    expect(states.map(({ status }) => status)).toEqual(["replaced", "countersigned"]);
  });

  it("is told to the colleague who wrote another one at the same time, and the same text is published once", async () => {
    const outcomes = await Promise.allSettled([publish(1, `${BODY} A.`), publish(1, `${BODY} B.`)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const body = `${BODY} C.`;
    const same = await Promise.all([publish(2, body), publish(2, body), publish(2, body)]);
    expect(same).toEqual([{ version: 3 }, { version: 3 }, { version: 3 }]);
  });

  it("never meets an invitation that stays behind", async () => {
    const { version } = await db.interest.findUniqueOrThrow({ where: { id: world.interestId } });
    await Promise.all([
      publish(1),
      advanceInterest(world.prime, world.interestId, { version, note: "", to: "nda" }),
    ]);
    expect(await openAgreement(world.prime.organisation.id)).toMatchObject({ text: { version: 2 } });
  });
});

describe("many at once", () => {
  const eight = <T>(attempt: (index: number) => Promise<T>) =>
    Promise.allSettled(Array.from({ length: 8 }, (_, index) => attempt(index)));
  const changesOf = (outcomes: PromiseSettledResult<{ changed: boolean }>[]) =>
    outcomes.filter((each) => each.status === "fulfilled" && each.value.changed).length;
  const events = (toStatus: "accepted" | "countersigned" | "revoked") =>
    db.ndaEvent.count({ where: { toStatus, agreement: { primeId: world.prime.organisation.id } } });

  it("accept once, with the names of one of them, and tell the others", async () => {
    await invite(world);
    await forgetJobs();
    const people = [world.applicant, world.second];
    const outcomes = await eight((index) =>
      accept(people[index % 2], `Asha Verma ${index % 2 ? "II" : "I"}`),
    );
    expect(changesOf(outcomes)).toBe(1);
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "conflict" });
    expect(await events("accepted")).toBe(1);
    expect(await queuedMails()).toHaveLength(4);
  });

  it("countersign once and grant once; a double click is answered as done", async () => {
    const { id } = await invite(world);
    await accept();
    await forgetJobs();
    const outcomes = await eight(() => countersignNda(world.prime, { agreementId: id, name: "Meera Iyer" }));
    expect(outcomes.every(({ status }) => status === "fulfilled")).toBe(true);
    expect(changesOf(outcomes)).toBe(1);
    expect(await events("countersigned")).toBe(1);
    expect(await db.documentGrant.count({ where: { opportunityId: world.opportunity.id } })).toBe(1);
    expect(await queuedMails()).toHaveLength(4);
  });

  it("either countersign or refuse, never both", async () => {
    const { id } = await invite(world);
    await accept();
    await Promise.allSettled([
      countersignNda(world.prime, { agreementId: id, name: "Meera Iyer" }),
      endNda(world.colleague, { agreementId: id, reason: "The role is not clear." }, "refused"),
    ]);
    const { status } = await db.ndaAgreement.findUniqueOrThrow({ where: { id } });
    const steps = (await db.ndaEvent.findMany({ where: { agreementId: id } })).map(
      ({ toStatus }) => toStatus,
    );
    expect(steps.filter((step) => step === "countersigned" || step === "refused")).toEqual([status]);
  });

  it("would accept twice without the row's lock: the race above is a real one", async () => {
    // The same steps as acceptNda without holding the row: read, look, then write.
    const { id } = await invite(world);
    const careless = async (name: string) => {
      const { status } = await db.ndaAgreement.findUniqueOrThrow({ where: { id } });
      if (status !== "invited") return false;
      await pool.query("select pg_sleep(0.05)");
      await db.ndaEvent.create({
        data: { agreementId: id, toStatus: "accepted", note: name, textId: (await openText()).id },
      });
      return true;
    };
    const openText = async () => (await openAgreement(world.prime.organisation.id)).text;
    const outcomes = await Promise.all([careless("one"), careless("two"), careless("three")]);
    expect(outcomes.filter(Boolean).length).toBeGreaterThan(1);
  });
});

describe("what was written down", () => {
  it("cannot be changed or taken away by anybody who writes to the database", async () => {
    await signBoth();
    const primeId = world.prime.organisation.id;
    const attempts = [
      "update nda_text set body = 'else' where organisation_id = $1",
      "delete from nda_text where organisation_id = $1",
      "update nda_event e set note = 'else' from nda_agreement a where a.id = e.agreement_id and a.prime_id = $1",
      "delete from nda_event e using nda_agreement a where a.id = e.agreement_id and a.prime_id = $1",
      "update nda_agreement set accepted_name = 'Else' where prime_id = $1",
      "update nda_agreement set countersigned_at = now() where prime_id = $1",
      "update nda_agreement set status = 'revoked', ended_at = now(), accepted_address = '' where prime_id = $1",
      "delete from nda_agreement where prime_id = $1",
      "delete from document_grant g using opportunity o where o.id = g.opportunity_id and o.organisation_id = $1",
    ];
    for (const sql of attempts)
      await expect(pool.query(sql, [primeId]), sql).rejects.toMatchObject({ code: "23001" });
  });

  it("names an ended agreement's reason to both, and opens nothing from then on", async () => {
    await signBoth();
    const { id } = await db.ndaAgreement.findFirstOrThrow({
      where: { primeId: world.prime.organisation.id },
    });
    await forgetJobs();
    await endNda(world.prime, { agreementId: id, reason: "The project has ended." }, "revoked");
    expect(await standing()).toEqual({ agreement: null, isGranted: false });
    const mails = (await queuedMails()) as Extract<Mail, { template: "nda_changed" }>[];
    const rendered = await Promise.all(mails.map((mail) => renderMail(mail)));
    expect(rendered.map((mail) => mail!.to).sort()).toEqual(
      [world.prime, world.colleague, world.applicant, world.second].map(({ email }) => email).sort(),
    );
    const { prime, applicant } = world;
    for (const mail of rendered) {
      expect(mail!.subject).toBe(
        `Ended: NDA between ${prime.organisation.name} and ${applicant.organisation.name}`,
      );
      expect(mail!.paragraphs).toContain("The reason: The project has ended.");
      expect(mail!.action!.url).toMatch(new RegExp(`/desk/interests/${world.interestId}/nda$`));
    }
    const again = await refusalOf(endNda(world.prime, { agreementId: id, reason: "Other." }, "revoked"));
    expect(again.code).toBe("conflict");
    await inviteAgain(world.prime, world.interestId);
    await accept();
    await countersign();
    expect(await standing()).toMatchObject({ isGranted: true });
  });
});

describe("on paper", () => {
  const copy = async (actor = world.applicant) => {
    const { id } = await db.ndaAgreement.findFirstOrThrow({
      where: { primeId: world.prime.organisation.id },
    });
    const { stream } = await agreementPdf(actor, world.interestId, id);
    return new Uint8Array(await buffer(stream));
  };

  it("tells all that is recorded with the hash of the text, and is the same file for both sides each time", async () => {
    await invite(world);
    await expect(copy()).rejects.toMatchObject({ code: "not_found" });
    await accept();
    await countersign();
    const first = await copy();
    expect(Buffer.compare(first, await copy(world.prime))).toBe(0);
    const text = (await textsOf(first)).join(" ").replace(/\s+/g, " ");
    const { text: signed } = await db.ndaAgreement.findFirstOrThrow({
      where: { primeId: world.prime.organisation.id },
      include: { text: true },
    });
    for (const fact of [
      `${signature.name}, ${signature.role}`,
      FROM.address,
      "Meera Iyer",
      "In force",
      "version 1",
    ])
      expect(text).toContain(fact);
    const hash = createHash("sha256").update(`${signed.title}\n\n${signed.body}`).digest("hex");
    expect(text.replaceAll(" ", "")).toContain(hash);
    await expect(copy(await actAs())).rejects.toMatchObject({ code: "not_found" });
  });
});
