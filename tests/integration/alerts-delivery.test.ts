import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/core/db.server.ts";
import { changeSearch, pauseSearch, resumeSearch } from "#app/domain/alerts/change-search.server.ts";
import { listSavedSearches } from "#app/domain/alerts/queries.server.ts";
import { saveSearch } from "#app/domain/alerts/save-search.server.ts";
import { sendDueDigests } from "#app/domain/alerts/send-due-digests.server.ts";
import { leave } from "#app/domain/organisations/members.server.ts";
import { system } from "#app/core/actor.ts";
import { changeStatus } from "#app/domain/opportunities/change-status.server.ts";
import { makeMember, makeOrganisation } from "#tests/factories/factories.ts";
import {
  digestNow,
  makeReader,
  matchNow,
  newWord,
  publish,
  queuedMails,
  saveFor,
  sendNow,
  sentTo,
  type Reader,
} from "#tests/integration/alerts-world.ts";

let reader: Reader;
let word: string;

beforeEach(async () => {
  reader = await makeReader();
  word = newWord();
});

const mails = () => queuedMails(reader.user);

describe("who gets mail", () => {
  it("nobody whose address is not confirmed; the desk counts nevertheless", async () => {
    reader = await makeReader({ emailVerifiedAt: null });
    await saveFor(reader, `q=${word}`);
    await publish({ title: `Rope ${word}` });
    await matchNow();
    expect(await mails()).toHaveLength(0);
    expect(await listSavedSearches(reader.actor)).toMatchObject([{ newCount: 1, lastAlertAt: null }]);
  });

  it("nobody who has left the organisation, not even when the mail waits already", async () => {
    const other = await makeMember(reader.organisation.id, "owner");
    await saveFor(reader, `q=${word}`);
    await publish({ title: `Rope ${word}` });
    await matchNow();
    const [waiting] = await mails();
    await leave(reader.actor);
    await sendNow(waiting!);
    await publish({ title: `Second rope ${word}` });
    await matchNow();
    expect(await mails()).toHaveLength(0);
    expect(await sentTo(reader.user.email)).toHaveLength(0);
    expect(await db.savedSearch.count({ where: { userId: other.id } })).toBe(0);
  });

  it("nobody while it is paused, and afterwards of what comes then", async () => {
    const id = await saveFor(reader, `q=${word}`);
    await publish({ title: `First ${word}` });
    await matchNow();
    const [waiting] = await mails();
    await pauseSearch(reader.actor, id);
    await sendNow(waiting!);
    expect(await sentTo(reader.user.email)).toHaveLength(0);
    await publish({ title: `Second ${word}` });
    await matchNow();
    expect(await mails()).toHaveLength(1);
    await resumeSearch(reader.actor, id);
    await publish({ title: `Third ${word}` });
    await matchNow();
    const [, later] = await mails();
    await sendNow(later!);
    const [mail] = await sentTo(reader.user.email);
    expect(mail!.text).toContain("Third");
    expect(mail!.text).not.toContain("Second");
  });

  it("of nothing that has closed since", async () => {
    await saveFor(reader, `q=${word}`);
    const { id } = await publish({ title: `Short ${word}` });
    await matchNow();
    await changeStatus(system("Tests"), "close", { id, reason: "Found" });
    await sendNow((await mails())[0]!);
    expect(await sentTo(reader.user.email)).toHaveLength(0);
  });
});

describe("digests", () => {
  const due = (id: string) =>
    db.savedSearch
      .findUniqueOrThrow({ where: { id }, select: { nextDigestAt: true } })
      .then(({ nextDigestAt }) => nextDigestAt!);

  it("leave at the organisation's morning with all that is new, at most 20 by name, once", async () => {
    await db.organisation.update({
      where: { id: reader.organisation.id },
      data: { timeZone: "Pacific/Kiritimati" },
    });
    const id = await saveFor(reader, `q=${word}`, "daily");
    for (let each = 0; each < 22; each++) await publish({ title: `Item${each} ${word}` });
    await matchNow();
    await digestNow();
    expect(await mails()).toHaveLength(0);
    const morning = await due(id);
    expect(morning.toISOString().slice(11)).toBe("18:00:00.000Z");
    await sendDueDigests(new Date(morning.getTime() - 1));
    expect(await mails()).toHaveLength(0);
    await Promise.all([sendDueDigests(morning), sendDueDigests(morning), sendDueDigests(morning)]);
    await sendDueDigests(morning);
    const queued = await mails();
    expect(queued).toHaveLength(1);
    expect((await due(id)).getTime()).toBe(morning.getTime() + 24 * 3600 * 1000);
    await sendNow(queued[0]!);
    const [mail] = await sentTo(reader.user.email);
    expect(mail!.subject).toBe(`22 new matches for “My q=${word}”`);
    expect(mail!.text!.match(/\/opportunities\/SY-/g)).toHaveLength(20);
    expect(mail!.text).toContain(`/opportunities?q=${word}&sort=newest`);
  });

  it("are not sent with nothing in them, and mornings without workers become one mail", async () => {
    const id = await saveFor(reader, `q=${word}`, "weekly");
    const first = await due(id);
    await sendDueDigests(first);
    expect(await mails()).toHaveLength(0);
    await publish({ title: `Crane ${word}` });
    await matchNow();
    const muchLater = new Date(first.getTime() + 30 * 24 * 3600 * 1000);
    await sendDueDigests(muchLater);
    expect(await mails()).toHaveLength(1);
    expect((await due(id)).getTime()).toBeGreaterThan(muchLater.getTime());
    expect((await due(id)).getUTCDay()).toBe(1);
  });

  it("send what waits as soon as at once is chosen, and nothing of the time without mail", async () => {
    const id = await saveFor(reader, `q=${word}`, "none");
    await publish({ title: `Quiet ${word}` });
    await matchNow();
    await changeSearch(reader.actor, { id, name: "Loud", frequency: "daily" });
    await publish({ title: `Loud ${word}` });
    await matchNow();
    expect(await mails()).toHaveLength(0);
    await changeSearch(reader.actor, { id, name: "Loud", frequency: "at_once" });
    const queued = await mails();
    expect(queued).toHaveLength(1);
    await sendNow(queued[0]!);
    const [mail] = await sentTo(reader.user.email);
    expect(mail!.text).toContain(`Loud ${word}`);
    expect(mail!.text).not.toContain(`Quiet ${word}`);
  });
});

describe("limits", () => {
  it("a hundred searches a person, the same one once, counted for each organisation apart", async () => {
    await db.savedSearch.createMany({
      data: Array.from({ length: 99 }, (_, place) => ({
        userId: reader.user.id,
        organisationId: reader.organisation.id,
        name: `Search ${place}`,
        query: `q=${place}`,
        queryHash: new Uint8Array([place]),
        frequency: "none" as const,
        baselinedAt: new Date(),
      })),
    });
    const save = (query: string) => saveSearch(reader.actor, { query, name: query, frequency: "none" });
    const [one, two] = await Promise.allSettled([save("q=one"), save("q=two")]);
    expect([one.status, two.status].sort()).toEqual(["fulfilled", "rejected"]);
    await expect(save("q=three")).rejects.toThrow("100 saved searches");
    await expect(save(one.status === "fulfilled" ? "q=one" : "q=two")).rejects.toThrow("already");
    const second = await makeOrganisation();
    await db.membership.create({
      data: { userId: reader.user.id, organisationId: second.id, role: "viewer" },
    });
    const there = { ...reader.actor, organisation: { ...reader.actor.organisation!, id: second.id } };
    await saveSearch(there, { query: "q=three", name: "Three", frequency: "none" });
    expect(await listSavedSearches(there)).toHaveLength(1);
  });
});
