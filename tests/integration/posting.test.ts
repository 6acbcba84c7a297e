import { describe, expect, it } from "vitest";
import { system } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { changeStatus } from "#app/domain/opportunities/change-status.server.ts";
import { createOpportunity } from "#app/domain/opportunities/create-opportunity.server.ts";
import { parseOpportunityInput } from "#app/domain/opportunities/schema.ts";
import { updateOpportunity } from "#app/domain/opportunities/update-opportunity.server.ts";
import { actAs, type Member } from "#tests/integration/posting-actors.ts";

const COMPLETE = {
  title: "Gallium nitride transmit-receive module for X-band radar",
  summary: "A hand-sized radar module that gives 40 W in X band and runs cooler than the usual one.",
  description: "## What it is\n\nA transmit-receive module for phased array radars.",
  sector: "Defence electronics",
  subSector: "radar",
  keywords: "radar, gallium nitride; X band",
  trlCurrent: "TRL 7",
  iprStatus: "granted",
  patents: "IN 9990418",
  licence: "non-exclusive",
  totFeeMinor: "12.5 lakh",
  royaltyDomesticBps: "2.5 %",
  milestones: "On signing: 5 lakh; On delivery: 7.5 lakh",
  partnerKinds: "small; medium",
  certifications: "AS9100D; ISO 9001 (preferred)",
  contactRole: "Technology transfer officer",
};

const parsed = (input: Record<string, unknown>) => {
  const { values, problems } = parseOpportunityInput(input, { kind: "technology_transfer" });
  expect(problems).toEqual([]);
  return values;
};

async function published(actor: Member) {
  const draft = await createOpportunity(actor, { kind: "technology_transfer", values: parsed(COMPLETE) });
  return changeStatus(actor, "publish", draft);
}

const pendingIndexing = (id: string) =>
  db.$queryRaw<unknown[]>`select 1 from search.pending where opportunity_id = ${id}::uuid`;

describe("creating a draft", () => {
  it("keeps every value as it was meant", async () => {
    const actor = await actAs();
    const { id } = await createOpportunity(actor, { kind: "technology_transfer", values: parsed(COMPLETE) });
    const row = await db.opportunity.findUniqueOrThrow({
      where: { id },
      include: { certifications: { orderBy: { certification: "asc" } }, events: true },
    });
    expect(row).toMatchObject({
      status: "draft",
      sector: "defence-electronics",
      keywords: ["radar", "gallium nitride", "X band"],
      trlCurrent: 7,
      developmentStage: "available_for_demonstration",
      totFeeMinor: 125_000_000n,
      royaltyDomesticBps: 250,
      patents: [{ number: "IN 9990418", country: "IN" }],
      milestones: [
        { label: "On signing", amountMinor: "50000000" },
        { label: "On delivery", amountMinor: "75000000" },
      ],
      certifications: [
        { certification: "as9100d", level: "required" },
        { certification: "iso-9001", level: "preferred" },
      ],
      events: [{ type: "created", actorId: actor.userId, toStatus: "draft" }],
    });
    expect(row.reference).toMatch(/^SY-\d{4}-\d{6}$/);
    expect(await pendingIndexing(id)).toHaveLength(0);
  });

  it.each([
    ["msme", "technology_transfer", "owner"],
    ["foreign_industry", "technology_transfer", "owner"],
    ["foreign_industry", "technology_request", "editor"],
    ["research_body", "technology_transfer", "viewer"],
  ] as const)("is refused to a %s for a %s as %s", async (kind, posted, role) => {
    await expect(createOpportunity(await actAs({ kind }, role), { kind: posted })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("lets a partner post a joint venture and the system post for anybody", async () => {
    const partner = await actAs({ kind: "foreign_industry" }, "editor");
    await expect(createOpportunity(partner, { kind: "joint_venture" })).resolves.toMatchObject({
      version: 1,
    });
    const organisationId = partner.organisation.id;
    await expect(
      createOpportunity(system("import"), { kind: "collaboration_call", organisationId, event: "imported" }),
    ).resolves.toMatchObject({ version: 1 });
  });
});

describe("changing", () => {
  it("writes only what differs and raises the version once", async () => {
    const actor = await actAs();
    const draft = await createOpportunity(actor, { kind: "technology_transfer", values: parsed(COMPLETE) });
    const same = await updateOpportunity(actor, { ...draft, values: parsed(COMPLETE) });
    expect(same).toMatchObject({ version: 1, changed: [] });
    const other = await updateOpportunity(actor, {
      ...draft,
      values: parsed({ title: "Another title for the same module", certifications: "ISO 9001" }),
    });
    expect(other).toMatchObject({ version: 2, changed: ["title", "certifications"] });
    expect(await db.opportunityCertification.findMany({ where: { opportunityId: draft.id } })).toEqual([
      { opportunityId: draft.id, certification: "iso-9001", level: "required" },
    ]);
    expect(await db.opportunityEvent.count({ where: { opportunityId: draft.id } })).toBe(1);
  });

  it("lets one of two people win and tells the other", async () => {
    const actor = await actAs();
    const colleague = await actAs({ id: actor.organisation.id }, "editor");
    const draft = await createOpportunity(actor, { kind: "technology_transfer" });
    const results = await Promise.allSettled(
      [actor, colleague, actor, colleague].map((each, n) =>
        updateOpportunity(each, { ...draft, values: { title: `Title number ${n}` } }),
      ),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "conflict" });
    expect(await db.opportunity.findUnique({ where: { id: draft.id } })).toMatchObject({ version: 2 });
  });

  it("refuses strangers as if it did not exist, and viewers with the reason", async () => {
    const actor = await actAs();
    const draft = await createOpportunity(actor, { kind: "technology_transfer" });
    const change = { ...draft, values: { title: "Taken over" } };
    await expect(updateOpportunity(await actAs(), change)).rejects.toMatchObject({ code: "not_found" });
    const viewer = await actAs({ id: actor.organisation.id }, "viewer");
    await expect(updateOpportunity(viewer, change)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("records each change of what is public, indexes it and keeps it complete", async () => {
    const actor = await actAs();
    const live = await published(actor);
    await db.$executeRaw`delete from search.pending`;
    const changed = await updateOpportunity(actor, { ...live, values: parsed({ totFeeMinor: "15 lakh" }) });
    expect(
      await db.opportunityEvent.findFirst({ where: { opportunityId: live.id, type: "edited" } }),
    ).toMatchObject({ actorId: actor.userId, changes: { totFeeMinor: ["125000000", "150000000"] } });
    expect(await pendingIndexing(live.id)).not.toHaveLength(0);
    await expect(
      updateOpportunity(actor, { ...changed, values: { summary: "", title: "Still a good title" } }),
    ).rejects.toMatchObject({ code: "invalid", fieldErrors: { summary: ["Write a summary."] } });
    expect(await db.opportunity.findUnique({ where: { id: live.id } })).toMatchObject({
      version: changed.version,
    });
  });

  it("does not read an old amount in a new currency", async () => {
    const actor = await actAs();
    const values = parsed({ ...COMPLETE, minimumTurnoverMinor: "5 crore" });
    const draft = await createOpportunity(actor, { kind: "technology_transfer", values });
    await expect(
      updateOpportunity(actor, { ...draft, values: parsed({ currency: "EUR", totFeeMinor: "40000" }) }),
    ).rejects.toMatchObject({
      fieldErrors: { currency: [expect.stringContaining("Minimum yearly turnover")] },
    });
  });
});
