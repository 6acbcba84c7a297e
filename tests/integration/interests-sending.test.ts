import { beforeEach, describe, expect, it } from "vitest";
import type { AutosaveAnswer } from "#app/components/posting/use-autosave.ts";
import { db } from "#app/core/db.server.ts";
import { readSentAssessment } from "#app/domain/interests/eligibility-at-sending.ts";
import * as express from "#app/routes/opportunities/express-interest.tsx";
import * as saving from "#app/routes/opportunities/save-interest.ts";
import {
  inDays,
  makeCertificate,
  makeMember,
  makeOpportunity,
  makeOrganisation,
  signIn,
} from "#tests/factories/factories.ts";
import type { Certificate, Opportunity } from "#prisma/generated/client.ts";

const TYPED = {
  message: "We make such modules.",
  capabilityStatement: "Clean room, two die bonders.",
  contactRole: "Head of production",
};

let opportunity: Opportunity;
let applicantId: string;
let cookie: string;
let colleagueCookie: string;
let certificate: Certificate;

beforeEach(async () => {
  const prime = await makeOrganisation({ kind: "public_sector" });
  opportunity = await makeOpportunity({
    organisationId: prime.id,
    certifications: { create: [{ certification: "as9100d", level: "required" }] },
  });
  applicantId = (await makeOrganisation()).id;
  [cookie, colleagueCookie] = [
    await signIn(await makeMember(applicantId)),
    await signIn(await makeMember(applicantId, "editor")),
  ];
  certificate = await makeCertificate({ organisationId: applicantId, standard: "as9100d" });
});

type Refused = { result: { error?: Record<string, string[]> } };
type Wrapped = { data: unknown; init?: { status?: number } };

/** Runs a loader or an action; a refusal is given as its status and data, a redirect as its place. */
async function run(
  handler: (args: never) => Promise<unknown>,
  who: string | null,
  form?: Record<string, string>,
) {
  const request = new Request(`http://localhost/opportunities/${opportunity.reference}/interest`, {
    headers: who ? { Cookie: who } : {},
    ...(form ? { method: "POST", body: new URLSearchParams(form) } : {}),
  });
  const params = { reference: opportunity.reference };
  const outcome = await handler({ request, params, context: {} } as never).catch((thrown: unknown) => {
    if (thrown instanceof Error) throw thrown;
    return thrown;
  });
  if (outcome instanceof Response)
    return { status: outcome.status, place: outcome.headers.get("Location"), data: null };
  const { data, init } = outcome as Wrapped;
  return { status: init?.status ?? 200, place: null, data };
}

async function openPage(who = cookie) {
  const request = new Request("http://localhost/", { headers: { Cookie: who } });
  const params = { reference: opportunity.reference };
  return express.loader({ request, params, context: {} } as never);
}

const send = (shown: string, who = cookie) => run(express.action, who, { ...TYPED, shown, intent: "send" });
const save = (form: Record<string, string>, who: string | null = cookie) =>
  run(saving.action, who, form) as Promise<{ status: number; data: AutosaveAnswer }>;
const endYesterday = () =>
  db.certificate.update({ where: { id: certificate.id }, data: { expiresOn: inDays(-1) } });

describe("sending checks eligibility again", () => {
  it("says what has changed since the page was shown, and sends once that is confirmed", async () => {
    const { shown } = await openPage();
    expect(shown).toBe("qualifies certification:required:as9100d=met");
    await endYesterday();
    const refused = await send(shown);
    const { error } = (refused.data as Refused).result;
    expect(refused.status).toBe(409);
    expect(error!.shown![0]).toMatch(
      /^Something has changed since this page was shown\. AS9100D .+ is required: yours ended on .+\. You now qualify with gaps\. Send it anyway\?$/,
    );
    expect(await db.interest.count({ where: { organisationId: applicantId, status: "submitted" } })).toBe(0);
    // The page that comes back shows the new state, and its button sends.
    const sent = await send((await openPage()).shown);
    expect(sent.place).toMatch(/\/desk\/interests\/[^?]+\?sent$/);
    // A repetition of the very first press, as after a broken connection, is answered as done.
    expect((await send(shown)).place).toBe(sent.place);
  });

  it("asks when the poster asks for more, and not when the applicant stands better", async () => {
    await endYesterday();
    const { shown } = await openPage();
    await db.certificate.update({ where: { id: certificate.id }, data: { expiresOn: inDays(300) } });
    await db.opportunity.update({
      where: { id: opportunity.id },
      data: { industrialLicenceRequired: true },
    });
    const refused = await send(shown);
    expect((refused.data as Refused).result.error!.shown![0]).toContain("An industrial licence is needed");
    await db.opportunity.update({
      where: { id: opportunity.id },
      data: { industrialLicenceRequired: false },
    });
    expect((await send(shown)).status).toBe(302);
  });

  it("is not talked out of the release", async () => {
    await db.organisation.update({ where: { id: applicantId }, data: { country: "FR" } });
    await db.opportunity.update({ where: { id: opportunity.id }, data: { release: "india_only" } });
    expect((await send((await openPage()).shown)).status).toBe(403);
    expect(await db.interest.count({ where: { organisationId: applicantId, status: "submitted" } })).toBe(0);
  });

  it("keeps how the applicant stood", async () => {
    await endYesterday();
    await send((await openPage()).shown);
    await db.certificate.update({ where: { id: certificate.id }, data: { expiresOn: inDays(300) } });
    const interest = await db.interest.findFirstOrThrow({ where: { organisationId: applicantId } });
    const kept = readSentAssessment(interest.eligibilityAtSending);
    expect(kept).toMatchObject({
      verdict: "qualifies_with_gaps",
      on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
      findings: [{ about: "certification", code: "as9100d", outcome: "gap", holding: { standing: "ended" } }],
    });
  });
});

describe("a draft saves itself", () => {
  it("from the first key on, and takes the version it got back", async () => {
    const first = await save({ ...TYPED, message: "We", version: "0" });
    expect(first.data).toMatchObject({ state: "saved" });
    const { version } = first.data as { version: number };
    expect((await save({ ...TYPED, version: String(version) })).data).toMatchObject({
      state: "saved",
      version: version + 1,
    });
    expect((await openPage()).own).toMatchObject({ ...TYPED, status: "draft" });
  });

  it("never overwrites unseen what another browser saved", async () => {
    const [mine, theirs] = [(await openPage()).own?.version ?? 0, 0];
    await save({ ...TYPED, message: "The first browser's", version: String(mine) });
    const refused = await save(
      { ...TYPED, message: "The second's", version: String(theirs) },
      colleagueCookie,
    );
    expect([refused.status, refused.data]).toEqual([
      409,
      { state: "refused", message: expect.stringContaining("a colleague saved") as string },
    ]);
    // Trying again with the same version stays refused: only a page that has shown the other text goes on.
    expect((await save({ ...TYPED, version: String(theirs) }, colleagueCookie)).status).toBe(409);
    const page = await openPage(colleagueCookie);
    expect(page.own!.message).toBe("The first browser's");
    const second = await save(
      { ...TYPED, message: "The second's", version: String(page.own!.version) },
      colleagueCookie,
    );
    expect(second.data).toMatchObject({ state: "saved" });
  });

  it("says why not, for people", async () => {
    expect((await save(TYPED, null)).status).toBe(401);
    const tooLong = await save({ ...TYPED, message: "x".repeat(3001) });
    expect([tooLong.status, (tooLong.data as { message: string }).message]).toEqual([
      422,
      expect.stringContaining("3,000"),
    ]);
    await send((await openPage()).shown);
    expect((await save({ ...TYPED, message: "More" })).status).toBe(409);
  });
});
