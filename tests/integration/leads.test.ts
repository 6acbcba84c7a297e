import { beforeEach, describe, expect, it } from "vitest";
import type { Person } from "#app/core/actor.ts";
import { db, pool } from "#app/core/db.server.ts";
import { readActor } from "#app/core/session.server.ts";
import { readLead, setLeadValue } from "#app/domain/leads/lead-value.server.ts";
import { readPipeline } from "#app/domain/leads/pipeline.server.ts";
import { leadValueSchema, pipelineSchema } from "#app/domain/leads/schema.ts";
import * as detail from "#app/routes/desk/interests/detail.tsx";
import * as leadValue from "#app/routes/desk/pipeline/lead-value.tsx";
import * as pipeline from "#app/routes/desk/pipeline/overview.tsx";
import {
  inDays,
  makeInterest,
  makeMember,
  makeOpportunity,
  makeOrganisation,
  signIn,
} from "#tests/factories/factories.ts";
import type { Interest, Opportunity } from "#prisma/generated/client.ts";

type Loader = (args: unknown) => Promise<unknown>;

let primeId: string;
let opportunity: Opportunity;
let interest: Interest;
let posterCookie: string;
let applicantCookie: string;
let poster: Person;

const asPerson = async (cookie: string) => (await readActor(cookie)) as Person;

beforeEach(async () => {
  const prime = await makeOrganisation({ kind: "public_sector" });
  primeId = prime.id;
  opportunity = await makeOpportunity({ organisationId: prime.id });
  const applicant = await makeOrganisation();
  interest = await makeInterest({ opportunityId: opportunity.id, organisationId: applicant.id });
  posterCookie = await signIn(await makeMember(prime.id), prime.id);
  applicantCookie = await signIn(await makeMember(applicant.id), applicant.id);
  poster = await asPerson(posterCookie);
});

const parsed = (fields: Record<string, string>) =>
  leadValueSchema.parse({ amount: "", currency: "INR", probability: "", version: "0", ...fields });
const values = () =>
  db.leadValue.findMany({ where: { interestId: interest.id }, orderBy: { version: "asc" } });

function post(cookie: string, fields: Record<string, string>, id = interest.id) {
  const request = new Request(`http://localhost/desk/interests/${id}/value`, {
    method: "POST",
    headers: { Cookie: cookie },
    body: new URLSearchParams(fields),
  });
  return (leadValue.action as Loader)({ request, params: { id }, context: {} }).catch((thrown: unknown) => {
    if (thrown instanceof Error) throw thrown;
    return thrown;
  });
}

describe("the value of a lead", () => {
  it("is written by the poster, with every change kept, and taken back", async () => {
    await setLeadValue(poster, interest.id, parsed({ amount: "1.25 crore", probability: "40" }));
    await setLeadValue(
      poster,
      interest.id,
      parsed({ amount: "EUR 20,000", currency: "EUR", probability: "60 %", version: "1" }),
    );
    await setLeadValue(poster, interest.id, parsed({ version: "2" }));
    const { history, version } = await readLead(poster, interest.id);
    expect(version).toBe(3);
    expect(
      history.map(({ amountMinor, currency, probabilityPercent }) => [
        amountMinor,
        currency,
        probabilityPercent,
      ]),
    ).toEqual([
      [null, "INR", null],
      [2_000_000n, "EUR", 60],
      [1_250_000_000n, "INR", 40],
    ]);
    expect(history[0]!.actor?.name).toBe(poster.name);
  });

  it("takes one of many written at once, answers the same again as done, and names who was quicker", async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, (_, n) =>
        setLeadValue(poster, interest.id, parsed({ amount: `${n % 2 ? 7 : 9} lakh`, probability: "50" })),
      ),
    );
    const done = outcomes.filter((each) => each.status === "fulfilled");
    expect(await values()).toHaveLength(1);
    expect(done.filter(({ value }) => value.changed)).toHaveLength(1);
    expect(done).toHaveLength(6);
    for (const each of outcomes)
      if (each.status === "rejected")
        expect(each.reason).toMatchObject({
          code: "conflict",
          message: expect.stringContaining(poster.name),
        });
  });

  it("cannot be rewritten, in the database either", async () => {
    await setLeadValue(poster, interest.id, parsed({ amount: "5 lakh", probability: "10" }));
    await expect(pool.query("update lead_value set amount_minor = 1")).rejects.toThrow("irrevocable");
    await expect(pool.query("delete from lead_value")).rejects.toThrow("irrevocable");
    const half =
      "insert into lead_value (interest_id, version, amount_minor, currency) values ($1, 9, 5, 'INR')";
    await expect(pool.query(half, [interest.id])).rejects.toThrow("lead_value_is_whole");
  });

  it("gives back what was typed and says what is wrong beside the field", async () => {
    for (const [fields, field, words] of [
      [{ amount: "a lot", probability: "10" }, "amount", "cannot be read as an amount"],
      [{ amount: "5 lakh", probability: "140" }, "probability", "from 0 to 100"],
      [{ amount: "5 lakh", probability: "" }, "probability", "from 0 to 100"],
      [{ amount: "", probability: "10" }, "amount", "empty the probability"],
      [{ amount: "5 lakh", probability: "10", currency: "XXX" }, "currency", "from the list"],
    ] as const) {
      const answer = (await post(posterCookie, { currency: "INR", ...fields, version: "0" })) as {
        data: { result: { error: Record<string, string[]>; initialValue: Record<string, string> } };
        init: { status: number };
      };
      expect(answer.init.status).toBe(422);
      expect(answer.data.result.error[field]?.join()).toContain(words);
      expect(answer.data.result.initialValue.probability ?? "").toBe(fields.probability);
    }
    expect(await values()).toEqual([]);
  });

  it("is never told to the applicant", async () => {
    await setLeadValue(poster, interest.id, parsed({ amount: "₹98,76,543.21", probability: "37" }));
    const applicant = await asPerson(applicantCookie);
    await expect(readLead(applicant, interest.id)).rejects.toMatchObject({ code: "not_found" });
    expect(
      await post(applicantCookie, { amount: "1", currency: "INR", probability: "1", version: "1" }),
    ).toMatchObject({
      init: { status: 404 },
    });
    const page = await (detail.loader as Loader)({
      request: new Request(`http://localhost/desk/interests/${interest.id}`, {
        headers: { Cookie: applicantCookie },
      }),
      params: { id: interest.id },
      context: {},
    });
    const asText = JSON.stringify(page, (_, each: unknown) => (typeof each === "bigint" ? `${each}` : each));
    expect(asText).toContain(opportunity.reference);
    expect(asText).not.toMatch(/98,76,543|987654321|98\.77 lakh/);
    expect(await values()).toHaveLength(1);
  });

  it("is read but not changed by viewers", async () => {
    const viewer = await asPerson(await signIn(await makeMember(primeId, "viewer"), primeId));
    await expect(
      setLeadValue(viewer, interest.id, parsed({ amount: "5 lakh", probability: "10" })),
    ).rejects.toMatchObject({
      code: "forbidden",
    });
    expect((await readLead(viewer, interest.id)).history).toEqual([]);
  });
});

async function lead(fields: {
  minor: bigint;
  currency?: string;
  percent?: number;
  status?: Interest["status"];
  opportunityId?: string;
  submittedAt?: Date;
}) {
  const { id } = await makeInterest({
    opportunityId: fields.opportunityId ?? opportunity.id,
    organisationId: (await makeOrganisation()).id,
    status: fields.status ?? "submitted",
    ...(fields.submittedAt ? { submittedAt: fields.submittedAt } : {}),
  });
  const { minor, currency = "INR", percent = 50 } = fields;
  await db.leadValue.create({
    data: { interestId: id, version: 1, amountMinor: minor, currency, probabilityPercent: percent },
  });
  return id;
}

const NOW = new Date("2026-11-22T06:00:00Z");
const query = (fields: Record<string, string> = {}) => pipelineSchema.parse(fields);

describe("the pipeline", () => {
  it("adds up what is open in rupees by state, sector and month, and tells what has ended apart", async () => {
    const sonar = await makeOpportunity({ organisationId: primeId, sector: "naval-marine" });
    const at = { submittedAt: new Date("2026-11-10T00:00:00Z") };
    await lead({ minor: 10_000_000n, ...at });
    await lead({
      minor: 30_000_000n,
      status: "shortlisted",
      percent: 33,
      submittedAt: new Date("2026-09-30T18:29:59Z"),
    });
    // In India the first of October has begun.
    await lead({
      minor: 50_000_001n,
      percent: 1,
      opportunityId: sonar.id,
      submittedAt: new Date("2026-09-30T18:30:00Z"),
    });
    await lead({ minor: 70_000_000n, status: "declined", ...at });
    await lead({ minor: 90_000_000n, submittedAt: new Date("2025-01-01T00:00:00Z") });
    const stranger = await makeOpportunity({ organisationId: (await makeOrganisation()).id });
    await lead({ minor: 11_000_000n, opportunityId: stranger.id, ...at });

    const { open, byState, ended, bySector, byMonth, total, withoutValue } = await readPipeline(
      poster,
      query({ months: "6" }),
      NOW,
    );
    expect(open).toMatchObject({
      count: 3,
      paise: 90_000_001n,
      weightedPaise: 5_000_000n + 9_900_000n + 500_000n,
    });
    expect(byState.filter(({ count }) => count).map(({ key, paise }) => [key, paise])).toEqual([
      ["submitted", 60_000_001n],
      ["shortlisted", 30_000_000n],
    ]);
    expect(ended).toMatchObject([{ key: "declined", paise: 70_000_000n }]);
    expect(bySector.map(({ key, paise }) => [key, paise])).toEqual([
      ["naval-marine", 50_000_001n],
      ["defence-electronics", 40_000_000n],
    ]);
    expect(byMonth.map(({ key }) => key)).toEqual([
      "2026-06",
      "2026-07",
      "2026-08",
      "2026-09",
      "2026-10",
      "2026-11",
    ]);
    expect(byMonth.map(({ paise }) => paise)).toEqual([0n, 0n, 0n, 30_000_000n, 50_000_001n, 10_000_000n]);
    expect({ total, withoutValue }).toEqual({ total: 5, withoutValue: 1 });

    const one = await readPipeline(poster, query({ months: "6", opportunity: sonar.reference }), NOW);
    expect([one.open.count, one.open.paise]).toEqual([1, 50_000_001n]);
    const other = await readPipeline(poster, query({ opportunity: stranger.reference }), NOW);
    expect(other.total).toBe(0);
  });

  it("counts the latest version only", async () => {
    const id = await lead({ minor: 10_000_000n, submittedAt: inDays(-3) });
    await setLeadValue(poster, id, parsed({ amount: "2 lakh", probability: "100", version: "1" }));
    expect((await readPipeline(poster, query())).open).toMatchObject({
      count: 1,
      paise: 20_000_000n,
      weightedPaise: 20_000_000n,
    });
    await setLeadValue(poster, id, parsed({ version: "2" }));
    expect((await readPipeline(poster, query())).open).toMatchObject({ count: 0, paise: 0n });
  });

  it("turns foreign amounts into rupees by the newest rate, shows its day, and draws what it says in words", async () => {
    await lead({ minor: 1_000_000n, currency: "EUR", percent: 25 });
    await lead({ minor: 500_000n, currency: "XAF" });
    const page = (await (pipeline.loader as Loader)({
      request: new Request("http://localhost/desk/pipeline?months=3", { headers: { Cookie: posterCookie } }),
      params: {},
      context: {},
    })) as {
      open: { paise: string; weightedPaise: string };
      rates: { currency: string; rupees: string; on: string }[];
      unrated: { currency: string; entries: string }[];
      charts: { id: string; svg: string | null; rows: { label: string; paise: string }[] }[];
    };
    const [rate] = page.rates;
    expect(rate).toMatchObject({ currency: "EUR", on: expect.stringMatching(/\d{4}$/) });
    const paise = Number(rate!.rupees) * 10_000 * 100;
    expect(page.open).toMatchObject({ paise: String(paise), weightedPaise: String(paise / 4) });
    expect(page.unrated).toMatchObject([{ currency: "XAF", entries: "1 expression of interest" }]);
    expect(page.charts.map(({ id }) => id)).toEqual(["states", "sectors", "months"]);
    for (const { svg, rows } of page.charts) {
      expect(rows.length).toBeGreaterThan(0);
      expect(svg).toMatch(/^<svg[^>]*role="img"/);
      expect(svg).toContain("var(--color-action)");
      expect(svg).not.toMatch(/<style|style=|<script/);
      expect(svg).toContain(`<title>`);
      expect(svg).toContain("expression of interest");
    }
    expect(page.charts[0]!.svg).toContain(">Sent</text>");
  });
});
