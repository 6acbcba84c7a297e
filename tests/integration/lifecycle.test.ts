import { describe, expect, it } from "vitest";
import { render } from "#app/components/emails/opportunity-expiring.ts";
import { db } from "#app/core/db.server.ts";
import { changeStatus } from "#app/domain/opportunities/change-status.server.ts";
import { createOpportunity } from "#app/domain/opportunities/create-opportunity.server.ts";
import { deleteDraft } from "#app/domain/opportunities/delete-draft.server.ts";
import {
  listOwnOpportunities,
  readDeskFacts,
  readOwnOpportunity,
} from "#app/domain/opportunities/desk-queries.server.ts";
import { expireOpportunities } from "#app/domain/opportunities/expire-opportunities.server.ts";
import { ACTIONS, actionValues, nextStatus } from "#app/domain/opportunities/lifecycle.ts";
import { opportunityStatusValues } from "#app/core/reference/terms.ts";
import {
  inDays,
  makeInterest,
  makeMember,
  makeOpportunity,
  makeOrganisation,
} from "#tests/factories/factories.ts";
import { actAs, byTime } from "#tests/integration/posting-actors.ts";

const stored = (id: string) => db.opportunity.findUniqueOrThrow({ where: { id } });
const lastEvent = (opportunityId: string) =>
  db.opportunityEvent.findFirst({ where: { opportunityId }, orderBy: { createdAt: "desc" } });
const marks = async (id: string) =>
  Number(
    (
      await db.$queryRaw<
        { n: bigint }[]
      >`select count(*) n from search.pending where opportunity_id = ${id}::uuid`
    )[0]!.n,
  );

describe("changing the state", () => {
  it("follows the table in every state, and refuses the rest without a trace", async () => {
    const actor = await actAs();
    for (const status of opportunityStatusValues)
      for (const action of actionValues) {
        const { id } = await makeOpportunity({ organisationId: actor.organisation.id, status });
        const next = nextStatus(action, status);
        const before = await db.opportunityEvent.count({ where: { opportunityId: id } });
        const change = changeStatus(action === "expire" ? byTime : actor, action, { id });
        if (next) await expect(change).resolves.toMatchObject({ status: next, version: 2 });
        else await expect(change).rejects.toMatchObject({ code: "conflict" });
        expect(await stored(id)).toMatchObject({ status: next ?? status, version: next ? 2 : 1 });
        expect((await db.opportunityEvent.count({ where: { opportunityId: id } })) - before).toBe(
          next ? 1 : 0,
        );
        if (next)
          expect(await lastEvent(id)).toMatchObject({
            type: ACTIONS[action].event,
            fromStatus: status,
            toStatus: next,
          });
      }
  }, 60_000);

  it("commits together with its indexing", async () => {
    const actor = await actAs();
    const { id } = await makeOpportunity({ organisationId: actor.organisation.id });
    await db.$executeRaw`delete from search.pending`;
    await changeStatus(actor, "close", { id, version: 1, reason: "Licensed" });
    expect(await marks(id)).toBeGreaterThan(0);
    expect(await lastEvent(id)).toMatchObject({ reason: "Licensed", actorId: actor.userId });
    expect((await stored(id)).closedAt).not.toBeNull();
  });

  it("lets one of two people win", async () => {
    const actor = await actAs();
    const { id } = await makeOpportunity({ organisationId: actor.organisation.id });
    const results = await Promise.allSettled([
      changeStatus(actor, "hold", { id, version: 1 }),
      changeStatus(actor, "close", { id, version: 1 }),
      changeStatus(actor, "renew", { id, version: 1 }),
    ]);
    const lost = results.filter((result) => result.status === "rejected");
    expect(lost.map(({ reason }) => (reason as { code: string }).code)).toEqual(["conflict", "conflict"]);
    expect((await stored(id)).version).toBe(2);
  });

  it("answers the same button pressed twice, by one or by two, as done, once", async () => {
    const actor = await actAs();
    const colleague = await actAs({ id: actor.organisation.id }, "editor");
    const { id } = await makeOpportunity({ organisationId: actor.organisation.id, status: "draft" });
    const press = (who: typeof actor) => changeStatus(who, "publish", { id, version: 1 });
    const results = await Promise.all([press(actor), press(colleague), press(actor)]);
    for (const result of results) expect(result).toMatchObject({ version: 2, status: "published" });
    expect(await db.opportunityEvent.count({ where: { opportunityId: id, type: "published" } })).toBe(1);
    await changeStatus(actor, "hold", { id, version: 2 });
    await expect(press(actor)).rejects.toMatchObject({ code: "conflict" });
  });

  it("publishes only what is complete, and only for people with a confirmed address", async () => {
    const actor = await actAs();
    const draft = await createOpportunity(actor, { kind: "technology_transfer" });
    await expect(changeStatus(actor, "publish", draft)).rejects.toMatchObject({
      code: "invalid",
      fieldErrors: { title: ["Write a title."], sector: ["Choose a sector."] },
    });
    const { id } = await makeOpportunity({ organisationId: actor.organisation.id, status: "draft" });
    await expect(changeStatus({ ...actor, emailVerified: false }, "publish", { id })).rejects.toMatchObject({
      code: "forbidden",
    });
    const suspended = {
      ...actor,
      organisation: { ...actor.organisation, verification: "suspended" as const },
    };
    await expect(changeStatus(suspended, "publish", { id })).rejects.toMatchObject({ code: "forbidden" });
    await changeStatus(actor, "publish", { id });
    const { publishedAt, expiresAt } = await stored(id);
    expect(expiresAt!.getTime() - publishedAt!.getTime()).toBe(365 * 24 * 3600 * 1000);
  });

  it("is refused to viewers, and hidden from other organisations", async () => {
    const actor = await actAs();
    const { id } = await makeOpportunity({ organisationId: actor.organisation.id });
    const viewer = await actAs({ id: actor.organisation.id }, "viewer");
    await expect(changeStatus(viewer, "hold", { id })).rejects.toMatchObject({ code: "forbidden" });
    await expect(changeStatus(await actAs(), "hold", { id })).rejects.toMatchObject({ code: "not_found" });
  });

  it("deletes drafts, never what was public", async () => {
    const actor = await actAs();
    const draft = await createOpportunity(actor, { kind: "technology_transfer" });
    await expect(deleteDraft(await actAs(), draft)).rejects.toMatchObject({ code: "not_found" });
    await expect(deleteDraft(actor, { ...draft, version: 7 })).rejects.toMatchObject({ code: "conflict" });
    await deleteDraft(actor, draft);
    expect(await db.opportunity.count({ where: { id: draft.id } })).toBe(0);
    const { id } = await makeOpportunity({ organisationId: actor.organisation.id });
    await expect(deleteDraft(actor, { id })).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("time", () => {
  it("ends what is over and nothing else, once, with its history", async () => {
    const { id: organisationId } = await makeOrganisation({ kind: "research_body" });
    const make = (fields: object) => makeOpportunity({ organisationId, ...fields });
    const over = await make({ expiresAt: inDays(-0.01) });
    const held = await make({ status: "on_hold", expiresAt: inDays(-1) });
    const late = await make({ kind: "collaboration_call", interestDeadline: inDays(-0.01) });
    const running = await make({ interestDeadline: inDays(1) });
    const closed = await make({ status: "closed", expiresAt: inDays(-1) });
    const [first, second] = await Promise.all([expireOpportunities(), expireOpportunities()]);
    expect(first.expired + second.expired).toBe(3);
    for (const { id } of [over, held, late]) {
      expect(await stored(id)).toMatchObject({ status: "expired", version: 2 });
      expect(await lastEvent(id)).toMatchObject({
        type: "expired",
        actorId: null,
        reason: "Its time ran out",
      });
    }
    expect((await stored(running.id)).status).toBe("published");
    expect((await stored(closed.id)).status).toBe("closed");
    expect(await expireOpportunities()).toMatchObject({ expired: 0 });
  });

  it("warns owners and editors once, 14 days before, and again after renewing", async () => {
    const actor = await actAs();
    const organisationId = actor.organisation.id;
    const editor = await makeMember(organisationId, "editor");
    const viewer = await makeMember(organisationId, "viewer");
    await makeMember(organisationId, "editor", { emailVerifiedAt: null });
    const ending = await makeOpportunity({ organisationId, expiresAt: inDays(13.9) });
    await makeOpportunity({ organisationId, expiresAt: inDays(14.1) });
    const [a, b] = await Promise.all([expireOpportunities(), expireOpportunities()]);
    expect(a.warned + b.warned).toBe(1);
    expect(await expireOpportunities()).toEqual({ expired: 0, warned: 0 });
    const mails = await db.$queryRaw<{ user_id: string }[]>`
      select payload ->> 'userId' as user_id from graphile_worker._private_jobs
      where payload ->> 'opportunityId' = ${ending.id}`;
    expect(mails.map((mail) => mail.user_id).sort()).toEqual([actor.userId, editor.id].sort());
    const mail = { template: "opportunity_expiring", opportunityId: ending.id } as const;
    expect(await render({ ...mail, userId: editor.id })).toMatchObject({
      to: editor.email,
      subject: expect.stringContaining(ending.reference),
    });
    expect(await render({ ...mail, userId: viewer.id })).toBeNull();
    await changeStatus(actor, "renew", { id: ending.id });
    expect(await render({ ...mail, userId: editor.id })).toBeNull();
    expect((await stored(ending.id)).expiryWarnedAt).toBeNull();
  });
});

describe("the desk", () => {
  it("lists only one's own, with figures, counts by state, search and order", async () => {
    const actor = await actAs();
    const organisationId = actor.organisation.id;
    const one = await makeOpportunity({ organisationId, title: "Sonar dome 100% composite" });
    await makeOpportunity({ organisationId, title: "Another thing", status: "draft" });
    await makeOpportunity({ organisationId: (await makeOrganisation()).id, title: "Sonar of others" });
    const msme = await makeOrganisation();
    await makeInterest({ opportunityId: one.id, organisationId: msme.id });
    await makeInterest({
      opportunityId: one.id,
      organisationId: (await makeOrganisation()).id,
      status: "draft",
    });
    await db.opportunityView.createMany({
      data: [-1, -2].map((days) => ({ opportunityId: one.id, day: inDays(days), count: 4 })),
    });
    const list = (query: object) =>
      listOwnOpportunities(actor, { q: "", sort: "interests", page: 1, ...query });
    const all = await list({});
    expect(all.rows.map(({ title, views, _count }) => [title, views, _count.interests])).toEqual([
      ["Sonar dome 100% composite", 8, 1],
      ["Another thing", 0, 0],
    ]);
    expect(all).toMatchObject({ counts: { published: 1, draft: 1 }, all: 2, total: 2 });
    expect((await list({ q: "100%" })).rows).toHaveLength(1);
    expect((await list({ q: "0_c" })).rows).toHaveLength(0);
    expect((await list({ q: one.reference.toLowerCase() })).total).toBe(1);
    expect(await list({ state: "draft" })).toMatchObject({ total: 1, all: 2 });
    expect(await readDeskFacts(actor, one.id)).toMatchObject({ views: 8, interests: 1, waiting: 1 });
    const stranger = await actAs();
    await expect(readOwnOpportunity(stranger, one.reference)).rejects.toMatchObject({ code: "not_found" });
    expect(await readDeskFacts(stranger, one.id)).toMatchObject({ views: 0, interests: 0, events: [] });
  });
});
