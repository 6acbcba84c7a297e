import { beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "#app/core/db.server.ts";
import * as detail from "#app/routes/desk/interests/detail.tsx";
import * as list from "#app/routes/desk/interests/list.tsx";
import * as express from "#app/routes/opportunities/express-interest.tsx";
import {
  makeInterest,
  makeMember,
  makeOpportunity,
  makeOrganisation,
  signIn,
} from "#tests/factories/factories.ts";
import type { Opportunity } from "#prisma/generated/client.ts";

const TYPED = {
  message: "We make such modules.\r\nFor two customers.",
  capabilityStatement: "Clean room, two die bonders.",
  contactRole: "Head of production",
};

type Result = { result: { error?: Record<string, string[] | null>; initialValue?: Record<string, unknown> } };
type Answer = { status: number; location: string | null; data: unknown };

let opportunity: Opportunity;
let applicantId: string;
let posterCookie: string;
let applicantCookie: string;

beforeEach(async () => {
  const prime = await makeOrganisation({ kind: "public_sector" });
  opportunity = await makeOpportunity({ organisationId: prime.id });
  applicantId = (await makeOrganisation()).id;
  posterCookie = await signIn(await makeMember(prime.id));
  applicantCookie = await signIn(await makeMember(applicantId));
});

/** Runs a loader or an action as Remix would and gives status, place and data, whether returned or thrown. */
async function run(
  handler: (args: never) => Promise<unknown>,
  path: string,
  params: Record<string, string>,
  cookie: string | null,
  form?: Record<string, string>,
): Promise<Answer> {
  const request = new Request(`http://localhost${path}`, {
    headers: cookie ? { Cookie: cookie } : {},
    ...(form ? { method: "POST", body: new URLSearchParams(form) } : {}),
  });
  const outcome = await handler({ request, params, context: {} } as never).catch((thrown: unknown) => {
    if (thrown instanceof Error) throw thrown;
    return thrown;
  });
  if (outcome instanceof Response)
    return { status: outcome.status, location: outcome.headers.get("Location"), data: null };
  const wrapped = outcome as { type?: string; data?: unknown; init?: { status?: number } | null };
  if (wrapped?.type === "DataWithResponseInit")
    return { status: wrapped.init?.status ?? 200, location: null, data: wrapped.data };
  return { status: 200, location: null, data: outcome };
}

const post = (cookie: string | null, form: Record<string, string>) =>
  run(
    express.action,
    `/opportunities/${opportunity.reference}/interest`,
    { reference: opportunity.reference },
    cookie,
    form,
  );
const open = (cookie: string | null) =>
  run(
    express.loader,
    `/opportunities/${opportunity.reference}/interest`,
    { reference: opportunity.reference },
    cookie,
  );

describe("the form to express interest", () => {
  it("keeps a draft, shows it again, sends it and leads to its page", async () => {
    const saved = await post(applicantCookie, { ...TYPED, contactRole: "", version: "0", intent: "save" });
    expect([saved.status, saved.location]).toEqual([
      302,
      `/opportunities/${opportunity.reference}/interest?saved`,
    ]);
    const page = (await open(applicantCookie)).data as {
      own: { message: string; version: number; status: string };
    };
    expect(page.own).toMatchObject({ status: "draft", message: TYPED.message.replace("\r", "") });

    const sent = await post(applicantCookie, { ...TYPED, version: String(page.own.version), intent: "send" });
    const { id } = await db.interest.findFirstOrThrow({ where: { opportunityId: opportunity.id } });
    expect([sent.status, sent.location]).toEqual([302, `/desk/interests/${id}?sent`]);
    const again = await post(applicantCookie, {
      ...TYPED,
      version: String(page.own.version),
      intent: "send",
    });
    expect([again.status, again.location]).toEqual([302, `/desk/interests/${id}?sent`]);
    expect((await open(applicantCookie)).data).toMatchObject({ own: { status: "submitted" } });
  });

  it("gives back all that was typed, whatever was wrong", async () => {
    const tooLong = { ...TYPED, message: "x".repeat(3001), contactRole: "  ", intent: "send" };
    const invalid = await post(applicantCookie, tooLong);
    const { result } = invalid.data as Result;
    expect(invalid.status).toBe(422);
    expect(result.initialValue).toMatchObject({ ...tooLong });
    expect(result.error?.message?.[0]).toContain("3,000");
    expect(result.error?.contactRole?.[0]).toContain("Head of production");

    const signedOut = await post(null, { ...TYPED, intent: "send" });
    expect(signedOut.status).toBe(401);
    expect((signedOut.data as Result).result.initialValue).toMatchObject(TYPED);
    expect((signedOut.data as Result).result.error?.[""]?.[0]).toContain("Sign in again");

    await post(applicantCookie, { ...TYPED, intent: "send" });
    const other = await post(applicantCookie, { ...TYPED, message: "Another text", intent: "send" });
    expect(other.status).toBe(409);
    expect((other.data as Result).result.initialValue).toMatchObject({ message: "Another text" });
  });

  it("counts characters as the person sees them, at the limit", async () => {
    const lines = "ab\r\n".repeat(999) + "last";
    const seen = lines.replaceAll("\r\n", "\n");
    expect(seen.length).toBe(3001);
    expect((await post(applicantCookie, { ...TYPED, message: lines, intent: "send" })).status).toBe(422);
    expect(
      (await post(applicantCookie, { ...TYPED, message: lines.slice(0, -1), intent: "send" })).status,
    ).toBe(302);
  });

  it("says why instead of showing the form", async () => {
    expect((await open(null)).data).toMatchObject({ refusal: { reason: "signed_out" } });
    expect((await open(posterCookie)).data).toMatchObject({ refusal: { reason: "own_opportunity" } });
    await db.opportunity.update({ where: { id: opportunity.id }, data: { status: "closed" } });
    expect((await open(applicantCookie)).data).toMatchObject({ refusal: { reason: "not_open" }, own: null });
    await db.opportunity.update({ where: { id: opportunity.id }, data: { status: "draft" } });
    expect((await open(applicantCookie)).status).toBe(404);
  });

  it("answers forms that make no sense with a 4xx and never with a 5xx", async () => {
    for (const form of [
      {},
      { intent: "nonsense" },
      { intent: "send", version: "abc" },
      { intent: "save", message: "\0" },
    ])
      expect((await post(applicantCookie, form as Record<string, string>)).status).toBeLessThan(500);
    const unknown = await run(
      express.loader,
      "/opportunities/x/interest",
      { reference: "'" },
      applicantCookie,
    );
    expect(unknown.status).toBe(404);
  });
});

describe("the page of one expression of interest", () => {
  const decide = (id: string, cookie: string, form: Record<string, string>) =>
    run(detail.action, `/desk/interests/${id}`, { id }, cookie, form);

  it("takes decisions as plain forms, repeats included", async () => {
    const { id } = await makeInterest({ opportunityId: opportunity.id, organisationId: applicantId });
    const form = { intent: "shortlist", version: "1", note: "Send drawings." };
    for (const answer of [await decide(id, posterCookie, form), await decide(id, posterCookie, form)])
      expect([answer.status, answer.location]).toEqual([302, `/desk/interests/${id}`]);
    expect(await db.interestEvent.count({ where: { interestId: id } })).toBe(3);
    const stale = await decide(id, posterCookie, {
      intent: "decline",
      version: "1",
      reason: "other",
      explanation: "No.",
    });
    expect(stale.status).toBe(409);
    expect((stale.data as Result).result.initialValue).toMatchObject({ explanation: "No." });
  });

  it("asks for the reason of a refusal, and for words where the list has none", async () => {
    const { id } = await makeInterest({ opportunityId: opportunity.id, organisationId: applicantId });
    const unexplained = await decide(id, posterCookie, { intent: "decline", version: "1" });
    expect([unexplained.status, (unexplained.data as Result).result.error?.reason?.[0]]).toEqual([
      422,
      expect.stringContaining("Choose a reason"),
    ]);
    const wordless = await decide(id, posterCookie, { intent: "decline", version: "1", reason: "other" });
    expect([wordless.status, (wordless.data as Result).result.error?.explanation?.[0]]).toEqual([
      422,
      expect.stringContaining("own words"),
    ]);
    for (const form of [
      {},
      { intent: "conquer" },
      { intent: "acknowledge" },
      { intent: "advance", version: "1", to: "x" },
    ])
      expect((await decide(id, posterCookie, form as Record<string, string>)).status).toBe(422);
    expect((await db.interest.findUniqueOrThrow({ where: { id } })).status).toBe("submitted");
  });

  it("is closed to strangers and names nobody of the other side", async () => {
    const { id } = await makeInterest({ opportunityId: opportunity.id, organisationId: applicantId });
    await decide(id, posterCookie, { intent: "acknowledge", version: "1", note: "" });
    const stranger = await signIn(await makeMember((await makeOrganisation()).id));
    expect((await run(detail.loader, `/desk/interests/${id}`, { id }, stranger)).status).toBe(404);
    expect((await decide(id, stranger, { intent: "withdraw", version: "2" })).status).toBe(404);
    expect((await run(detail.loader, `/desk/interests/${id}`, { id }, null)).location).toBe(
      `/login?next=%2Fdesk%2Finterests%2F${id}`,
    );
    const page = JSON.stringify(
      (await run(detail.loader, `/desk/interests/${id}`, { id }, applicantCookie)).data,
    );
    expect(page).toContain("acknowledged");
    const { rows } = await pool.query<{ email: string; id: string }>('select email, id from "user"');
    for (const row of rows) {
      expect(page).not.toContain(row.email);
      expect(page).not.toContain(row.id);
    }
  });
});

describe("the list", () => {
  it("answers every address, however odd", async () => {
    for (const query of [
      "",
      "?side=sent&page=999999&state=nonsense&sort=x",
      "?q=%25%00&page=-1",
      "?opportunity=';--",
    ]) {
      const answer = await run(list.loader, `/desk/interests${query}`, {}, posterCookie);
      expect([query, answer.status]).toEqual([query, 200]);
    }
  });
});
