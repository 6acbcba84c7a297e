import { beforeAll, describe, expect, test } from "vitest";
import fc from "fast-check";
import { db } from "#app/core/db.server.ts";
import { COUNTRY_CODES, countryName } from "#app/core/reference/countries.ts";
import { REFERENCES, referenceNames, type ReferenceName } from "#app/domain/reference/catalogue.ts";
import { draftOf, valueOf, type Draft } from "#app/domain/reference/draft.ts";
import { readReference } from "#app/domain/reference/read-reference.server.ts";
import { shapeOf } from "#app/domain/reference/shape.ts";
import { action, loader } from "#app/routes/moderation/reference-set.tsx";
import type { ReferenceAnswer } from "#app/routes/moderation/reference-form.server.ts";
import { makeUser, signIn } from "#tests/factories/factories.ts";

type Answered = Response | { data: ReferenceAnswer; init: ResponseInit | null };
const post = (name: string, body: URLSearchParams) =>
  action(args(name, { method: "POST", body })) as unknown as Promise<Answered>;

type Page = Exclude<Awaited<ReturnType<typeof loader>>, Response>;
let cookie: string;

beforeAll(async () => {
  cookie = await signIn(await makeUser({ name: "Meera Nair", isModerator: true }));
});

const args = (name: string, init: RequestInit = {}, search = "") => ({
  request: new Request(`http://localhost/moderation/reference/${name}${search}`, {
    ...init,
    headers: { Cookie: cookie },
  }),
  params: { name },
  context: {} as never,
});
const read = (name: string, search = "") => loader(args(name, {}, search)) as Promise<Page>;

/** The fields of a form as a browser sends them. */
function formOf(draft: Draft, fields: Record<string, string>): URLSearchParams {
  const form = new URLSearchParams(fields);
  for (const [name, texts] of Object.entries(draft.fields)) for (const text of texts) form.append(name, text);
  for (const [part, rows] of Object.entries(draft.rows))
    for (const [index, row] of rows.entries())
      for (const [cell, texts] of Object.entries(row))
        for (const text of texts) form.append(`${part}.${index}.${cell}`, text);
  return form;
}

async function send(name: string, draft: Draft, fields: Record<string, string>) {
  const outcome = await post(name, formOf(draft, fields));
  if (outcome instanceof Response)
    return { status: outcome.status, location: outcome.headers.get("Location"), answer: null };
  return {
    status: outcome.init?.status ?? 200,
    location: null,
    answer: outcome.data,
  };
}

const about = { version: "0", validFrom: "2026-04-01", note: "Notification of March" };
const startDraft = (name: ReferenceName) => draftOf(shapeOf(name), REFERENCES[name].start.value);

describe("a form", () => {
  test.each(referenceNames)("of %s sends back the value that it was filled with", (name) => {
    expect(valueOf(startDraft(name), shapeOf(name))).toEqual({
      value: REFERENCES[name].start.value,
      problems: {},
    });
  });

  test("takes every country by its name", () => {
    const draft = startDraft("release");
    draft.fields.embargoedCountries = [COUNTRY_CODES.map((code) => countryName(code)).join(", ")];
    expect(valueOf(draft, shapeOf("release")).value.embargoedCountries).toEqual(COUNTRY_CODES);
  });

  test("never breaks, whatever is sent", async () => {
    const texts = fc.array(fc.string({ unit: "binary" }), { maxLength: 3 });
    const names = fc.constantFrom(
      ...["rates.0.currency", "rates.0.on", "rates.7.rupees", "rates.x.on", "note"],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(names, texts), { maxLength: 8 }), async (entries) => {
        const form = new URLSearchParams({ intent: "save", version: "0", validFrom: "2026-01-01" });
        for (const [name, values] of entries) for (const value of values) form.append(name, value);
        const outcome = await post("exchange_rates", form);
        expect(outcome instanceof Response ? outcome.status : outcome.init?.status).toBe(422);
      }),
      { numRuns: 40 },
    );
  });
});

describe("changing a set without script", () => {
  test("adds and removes rows and keeps what was typed", async () => {
    const draft = startDraft("decline_reasons");
    draft.rows.reasons![0]!.label = ["Something half typ"];
    const added = await send("decline_reasons", draft, { ...about, intent: "add reasons" });
    expect(added.status).toBe(200);
    expect(added.answer!.draft.rows.reasons).toHaveLength(8);
    expect(added.answer!).toMatchObject({ note: about.note, validFrom: about.validFrom, grown: "reasons" });
    expect(added.answer!.draft.rows.reasons![0]!.label).toEqual(["Something half typ"]);
    const removed = await send("decline_reasons", added.answer!.draft, {
      ...about,
      intent: "remove reasons 1",
    });
    expect(removed.answer!.draft.rows.reasons!.map(({ code }) => code)).not.toContainEqual(["certification"]);
    expect(removed.answer!.draft.rows.reasons).toHaveLength(7);
  });

  test("leaves out a row that stayed blank, and names what is wrong beside its field", async () => {
    const draft = startDraft("exchange_rates");
    const [first] = draft.rows.rates!;
    const blank = { currency: ["EUR"], rupees: [""], on: [""], source: [""] };
    draft.rows.rates = [blank, { ...first!, rupees: ["-3"] }, { ...first!, currency: ["USD"], on: ["soon"] }];
    const { status, answer } = await send("exchange_rates", draft, { ...about, intent: "preview" });
    expect(status).toBe(422);
    expect(Object.keys(answer!.problems).sort()).toEqual(["rates.0.rupees", "rates.1.on"]);
    expect(answer!.draft.rows.rates).toHaveLength(2);
    expect(answer!.preview).toBeNull();
  });

  test("shows the difference first and saves only what was looked at", async () => {
    const draft = startDraft("msme_classes");
    draft.rows.ceilings![0]!.turnoverMaxMinor = ["12 crore"];
    const looked = await send("msme_classes", draft, { ...about, intent: "preview" });
    expect(looked.answer!.preview!.differences).toEqual([
      { what: "Ceilings, Micro: Yearly turnover up to", before: "₹10,00,00,000", after: "₹12,00,00,000" },
    ]);
    expect(await db.referenceVersion.count({ where: { name: "msme_classes" } })).toBe(0);

    const { seal } = looked.answer!.preview!;
    draft.rows.ceilings![0]!.turnoverMaxMinor = ["13 crore"];
    const other = await send("msme_classes", draft, { ...about, intent: "save", seal });
    expect(other.status).toBe(422);
    expect(other.answer!.message).toMatch(/after you looked/);
    expect(other.answer!.preview!.differences[0]!.after).toBe("₹13,00,00,000");

    const again = { ...about, intent: "save", seal: other.answer!.preview!.seal };
    const saved = await send("msme_classes", draft, again);
    expect(saved).toMatchObject({ status: 302, location: "/moderation/reference/msme_classes?saved=1" });
    const { ceilings } = await readReference("msme_classes");
    expect(ceilings[0]!.turnoverMaxMinor).toBe("13000000000");
    // The button pressed twice is the same version.
    expect(await send("msme_classes", draft, again)).toMatchObject({ status: 302 });
    expect(await db.referenceVersion.count({ where: { name: "msme_classes" } })).toBe(1);
  });

  test("says who was quicker and keeps what was typed", async () => {
    const draft = startDraft("msme_classes");
    draft.rows.ceilings![2]!.turnoverMaxMinor = ["600 crore"];
    const looked = await send("msme_classes", draft, { ...about, intent: "preview" });
    const { seal } = looked.answer!.preview!;
    const late = await send("msme_classes", draft, { ...about, intent: "save", seal });
    expect(late.status).toBe(409);
    expect(late.answer!.message).toMatch(/^Meera Nair changed this on/);
    expect(late.answer!.draft.rows.ceilings![2]!.turnoverMaxMinor).toEqual(["600 crore"]);
  });

  test("refuses to save without a reason", async () => {
    const { answer } = await send("fdi", startDraft("fdi"), { ...about, note: " ", intent: "preview" });
    expect(answer!.problems).toEqual({ note: [expect.stringMatching(/^Say why/)] });
  });
});

describe("the page of a set", () => {
  test("tells its history in words, with who and when, and shows a version", async () => {
    const page = await read("msme_classes", "?version=1");
    const [first, start] = page.history;
    expect(first).toMatchObject({
      version: 1,
      validFrom: "2026-04-01",
      enteredBy: "Meera Nair",
      isCurrent: true,
    });
    expect(first!.differences).toHaveLength(1);
    expect(start).toMatchObject({ version: 0, enteredAt: null, isCurrent: false, validFrom: "2025-04-01" });
    expect(page.shown!.view.tables[0]!.rows[0]).toEqual(["Micro", "₹2,50,00,000", "₹13,00,00,000"]);
    expect(page.latestVersion).toBe(1);
  });

  test("begins a change from an earlier version when asked", async () => {
    const page = await read("msme_classes", "?from=0");
    expect(page.draft.rows.ceilings![0]!.turnoverMaxMinor).toEqual(["₹10,00,00,000"]);
    expect((await read("msme_classes")).draft.rows.ceilings![0]!.turnoverMaxMinor).toEqual(["₹13,00,00,000"]);
  });
});
