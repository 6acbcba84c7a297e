import { beforeAll, describe, expect, test } from "vitest";
import type { Person } from "#app/core/actor.ts";
import { db, pool } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { listen } from "#app/core/notifications.server.ts";
import { DEFENCE_FDI_RULE } from "#app/core/reference/fdi.ts";
import { shareReads } from "#app/core/shared-read.server.ts";
import { REFERENCES, referenceNames } from "#app/domain/reference/catalogue.ts";
import { changeReference, type ReferenceChange } from "#app/domain/reference/change-reference.server.ts";
import { today } from "#app/domain/reference/days.ts";
import { readReference, readReferenceAt } from "#app/domain/reference/read-reference.server.ts";
import { makeUser } from "#tests/factories/factories.ts";
import { actAs } from "#tests/integration/posting-actors.ts";

let moderator: Person;
let colleague: Person;

async function makeModerator(name: string): Promise<Person> {
  const { id, email } = await makeUser({ name, isModerator: true });
  const facts = { userId: id, email, name, sessionId: "", emailVerified: true, organisation: null };
  return { kind: "person", isModerator: true, ...facts };
}

beforeAll(async () => {
  moderator = await makeModerator("Meera Nair");
  colleague = await makeModerator("Ravi Menon");
});

const fdiChange = (
  limit: number,
  fields: Partial<ReferenceChange> = {},
): ReferenceChange & { value: unknown } => ({
  version: 0,
  validFrom: "2026-01-01",
  note: "A new press note",
  value: { ...DEFENCE_FDI_RULE, automaticMaxPercentWithNewLicence: limit },
  ...fields,
});
const refusalOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
      return error;
    },
  );
const versionsOf = (name: string) => db.referenceVersion.count({ where: { name } });

describe("the catalogue", () => {
  test.each(referenceNames)("%s begins with a value that its own schema accepts", (name) => {
    const { schema, start } = REFERENCES[name];
    const parsed = schema.safeParse(start.value);
    expect(parsed.error?.issues ?? []).toEqual([]);
    expect(parsed.data).toEqual(start.value);
  });
});

describe("one set over time", () => {
  test("begins with the product's own value", async () => {
    expect(await readReference("fdi")).toEqual(DEFENCE_FDI_RULE);
  });

  test("holds from the day on that the moderator says, and the earlier value stays readable", async () => {
    await changeReference(moderator, "fdi", fdiChange(80));
    expect((await readReference("fdi")).automaticMaxPercentWithNewLicence).toBe(80);
    await changeReference(moderator, "fdi", fdiChange(90, { version: 1, validFrom: "2199-01-01" }));
    await changeReference(moderator, "fdi", fdiChange(82, { version: 2, validFrom: "2026-01-01" }));
    const at = async (day: string, knownAt?: Date) =>
      (await readReferenceAt("fdi", day, knownAt)).automaticMaxPercentWithNewLicence;
    expect(await at("2025-12-31")).toBe(74);
    expect(await at("2026-01-01")).toBe(82);
    expect(await at("2198-12-31")).toBe(82);
    expect(await at("2199-01-01")).toBe(90);
    const { createdAt } = await db.referenceVersion.findFirstOrThrow({ where: { name: "fdi", version: 3 } });
    expect(await at("2026-01-01", new Date(createdAt.getTime() - 1))).toBe(80);
  });

  test("is never changed or deleted, by nobody", async () => {
    await expect(pool.query("update reference_version set note = 'other'")).rejects.toThrow(/never changed/);
    await expect(
      pool.query("update reference_version set value = '{}', changed_by_id = null"),
    ).rejects.toThrow(/never changed/);
    await expect(pool.query("delete from reference_version")).rejects.toThrow(/never changed/);
  });

  test("keeps its versions when the account that made them goes", async () => {
    const gone = await makeModerator("Leaves Soon");
    const change = {
      version: 0,
      validFrom: "2026-01-01",
      note: "Same list",
      value: REFERENCES.release.start.value,
    };
    await changeReference(gone, "release", change);
    await db.user.delete({ where: { id: gone.userId } });
    const kept = await db.referenceVersion.findFirstOrThrow({ where: { name: "release" } });
    expect(kept).toMatchObject({ changedById: null, note: "Same list" });
  });

  test("falls back to the beginning when what is stored fits no more", async () => {
    const stored = {
      name: "msme_classes",
      version: 1,
      value: { old: true },
      note: "",
      validFrom: new Date(0),
    };
    await db.referenceVersion.create({ data: stored });
    expect(await readReference("msme_classes")).toEqual(REFERENCES.msme_classes.start.value);
  });
});

describe("refusals", () => {
  test("nobody but moderators knows that there is something to change", async () => {
    const member = await actAs();
    for (const actor of [member, { kind: "anonymous" } as const]) {
      expect(() => changeReference(actor, "decline_reasons", fdiChange(1))).toThrow(/does not exist/);
    }
    expect(await versionsOf("decline_reasons")).toBe(0);
  });

  test.each([
    ["note", { note: "  " }],
    ["validFrom", { validFrom: "2026-02-30" }],
    [
      "automaticMaxPercentWithNewLicence",
      { value: { ...DEFENCE_FDI_RULE, automaticMaxPercentWithNewLicence: 101 } },
    ],
    [
      "automaticMaxPercentWithDeclaration",
      { value: { ...DEFENCE_FDI_RULE, automaticMaxPercentWithDeclaration: 75 } },
    ],
    ["ruleDate", { value: { ...DEFENCE_FDI_RULE, ruleDate: "17 September" } }],
  ] as const)("what is wrong is said beside %s", async (field, fields) => {
    const before = await versionsOf("fdi");
    const refusal = await refusalOf(
      (async () => changeReference(moderator, "fdi", fdiChange(74, { version: before, ...fields })))(),
    );
    expect(refusal?.code).toBe("invalid");
    expect(Object.keys(refusal!.fieldErrors)).toEqual([field]);
    expect(await versionsOf("fdi")).toBe(before);
  });

  test("a row that is there twice is named", async () => {
    const rate = { currency: "EUR", rupees: "101.5", on: "2026-06-01", source: "Bank" };
    const change = { version: 0, validFrom: "2026-06-01", note: "June", value: { rates: [rate, rate] } };
    const refusal = await refusalOf((async () => changeReference(moderator, "exchange_rates", change))());
    expect(refusal?.fieldErrors).toEqual({ "rates.1.currency": [expect.stringMatching(/already/)] });
  });
});

describe("several at once", () => {
  test("of two moderators one wins, and the other is told who was quicker", async () => {
    const version = await versionsOf("certifications");
    const change = (note: string): ReferenceChange => ({
      ...{ version, note, validFrom: "2026-01-01", value: { inclusions: [] } },
    });
    const outcomes = await Promise.allSettled([
      changeReference(moderator, "certifications", change("Mine")),
      changeReference(colleague, "certifications", change("No, mine")),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const { reason } = outcomes.find(({ status }) => status === "rejected") as PromiseRejectedResult;
    expect(reason).toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/^(Meera Nair|Ravi Menon) changed/),
    });
    expect(await versionsOf("certifications")).toBe(version + 1);
  });

  test("the same change sent eight times is one version", async () => {
    const reasons = [{ code: "other", label: "Another reason", sentence: "" }];
    const change = { version: 0, validFrom: "2026-01-01", note: "Shorter", value: { reasons } };
    const results = await Promise.all(
      Array.from({ length: 8 }, () => changeReference(moderator, "decline_reasons", change)),
    );
    expect(results.filter(({ changed }) => changed)).toHaveLength(1);
    expect(await versionsOf("decline_reasons")).toBe(1);
    expect(await readReference("decline_reasons")).toEqual({ reasons });
  });
});

test("a process that keeps what it has read is told of changes by another one", async () => {
  const forget = shareReads();
  let notices = 0;
  const stop = listen("content_changed", () => {
    notices++;
    forget();
  });
  try {
    await expect.poll(() => notices).toBeGreaterThan(0);
    const version = await versionsOf("exchange_rates");
    const before = await readReference("exchange_rates");
    expect(await readReference("exchange_rates")).toBe(before);
    const value = { rates: [{ currency: "USD", rupees: "90", on: today(), source: "Bank" }] };
    await changeReference(moderator, "exchange_rates", {
      version,
      validFrom: today(),
      note: "Today's",
      value,
    });
    await expect.poll(() => readReference("exchange_rates"), { timeout: 500, interval: 10 }).toEqual(value);
  } finally {
    await stop();
  }
});

test("a new rate puts opportunities into the band that follows, on the day that it holds", async () => {
  const { rows } = await pool.query<{ run_at: Date }>(
    "select run_at from graphile_worker.jobs where task_identifier = 'search.rewrite'",
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]!.run_at.getTime()).toBeLessThanOrEqual(Date.now());
  const version = await versionsOf("exchange_rates");
  const value = { rates: [{ currency: "USD", rupees: "91", on: "2199-01-01", source: "Bank" }] };
  const change = { version, validFrom: "2199-01-01", note: "Much later", value };
  await changeReference(moderator, "exchange_rates", change);
  const later = await pool.query<{ run_at: Date }>(
    "select run_at from graphile_worker.jobs where task_identifier = 'search.rewrite' order by run_at",
  );
  expect(later.rows.map(({ run_at }) => run_at.toISOString())[1]).toBe("2198-12-31T18:30:00.000Z");
});
