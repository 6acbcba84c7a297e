import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "#app/core/db.server.ts";
import { listFiles, openFile } from "#app/core/files.server.ts";
import { sweepFiles } from "#app/domain/files/sweep-files.server.ts";
import { removeDraftFile, saveDraft } from "#app/domain/messages/keep-draft.server.ts";
import { readAttachment } from "#app/domain/messages/open-attachment.server.ts";
import { presentThread } from "#app/domain/messages/present-thread.server.ts";
import { listThreads, readDeskMessages } from "#app/domain/messages/queries.server.ts";
import { makeInterest, makeMember } from "#tests/factories/factories.ts";
import {
  attach,
  makeConversation,
  member,
  say,
  texts,
  type Conversation,
} from "#tests/integration/messages-world.ts";

const ROUNDS = 8;

let talk: Conversation;
beforeEach(async () => {
  talk = await makeConversation();
});

const status = async () =>
  (await db.interest.findUniqueOrThrow({ where: { id: talk.id }, select: { status: true } })).status;
const steps = () => db.interestEvent.count({ where: { interestId: talk.id, toStatus: "acknowledged" } });
async function keptFiles(): Promise<number> {
  let count = 0;
  for await (const _ of listFiles(-1_000)) count += 1;
  return count;
}
const page = (actor = talk.applicant) => presentThread(actor, talk.id, null);

describe("sending", () => {
  it("is done once by a double click and by retries, each answered as success", async () => {
    const key = randomUUID();
    const outcomes = await Promise.all(
      Array.from({ length: ROUNDS }, () =>
        say(talk.poster, talk.id, "Which alloy?", { key, isQuestion: true }),
      ),
    );
    await say(talk.poster, talk.id, "Which alloy?", { key, isQuestion: true });
    expect(outcomes.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(new Set(outcomes.map(({ position }) => position))).toEqual(new Set([1]));
    expect(await texts(talk.id)).toEqual(["Which alloy?"]);
    expect(await steps()).toBe(1);
    const { actor } = { actor: talk.applicant };
    expect(await db.messageNotice.count({ where: { userId: actor.userId } })).toBe(1);
  });

  it("would not hold without the unique index: the race above is a real one", async () => {
    await pool.query('drop index "message_interest_id_key_key"');
    try {
      const key = randomUUID();
      await Promise.all(Array.from({ length: 4 }, () => say(talk.poster, talk.id, "Which alloy?", { key })));
      expect((await texts(talk.id)).length).toBeGreaterThan(1);
    } finally {
      await pool.query(
        `begin; set local session_replication_role = replica; delete from message where interest_id = '${talk.id}'; commit;`,
      );
      await pool.query('create unique index "message_interest_id_key_key" on message (interest_id, key)');
    }
  });

  it("keeps every message of people who write at once, in one order without gaps", async () => {
    const colleague = (await member(talk.prime.id, "editor")).actor;
    const writers = [talk.poster, colleague, talk.applicant];
    await Promise.all(Array.from({ length: 12 }, (_, n) => say(writers[n % 3]!, talk.id, `Message ${n}`)));
    const rows = await db.message.findMany({ where: { interestId: talk.id }, orderBy: { position: "asc" } });
    expect(rows.map(({ position }) => position)).toEqual(Array.from({ length: 12 }, (_, n) => n + 1));
    expect(new Set(rows.map(({ text }) => text)).size).toBe(12);
    expect(await steps()).toBe(1);
  });

  it("takes other words under the same key as another message, as after going back", async () => {
    const key = randomUUID();
    await say(talk.applicant, talk.id, "One", { key });
    await say(talk.applicant, talk.id, "Two", { key });
    expect(await texts(talk.id)).toEqual(["One", "Two"]);
  });

  it("acknowledges with the poster's first message, not with the applicant's", async () => {
    await say(talk.applicant, talk.id, "Have you seen it?");
    expect(await status()).toBe("submitted");
    await say(talk.poster, talk.id, "Yes.");
    await say(talk.poster, talk.id, "More soon.");
    expect(await status()).toBe("acknowledged");
    expect(await steps()).toBe(1);
    expect((await db.interest.findUniqueOrThrow({ where: { id: talk.id } })).firstAnsweredAt).not.toBeNull();
  });

  it("refuses emptiness, viewers, suspended organisations, strangers, moderators and drafts of EoIs", async () => {
    const refusal = (actor: Conversation["poster"], id = talk.id) =>
      say(actor, id, "Hello").then(
        () => "sent",
        (error: { code: string }) => error.code,
      );
    await expect(say(talk.poster, talk.id, "")).rejects.toMatchObject({ code: "invalid" });
    expect(await refusal((await member(talk.prime.id, "viewer")).actor)).toBe("forbidden");
    const stranger = await makeConversation();
    expect(await refusal(stranger.poster)).toBe("not_found");
    expect(await refusal({ ...stranger.poster, isModerator: true })).toBe("not_found");
    expect(
      await refusal({
        ...talk.poster,
        organisation: { ...talk.poster.organisation, verification: "suspended" },
      }),
    ).toBe("forbidden");
    const draft = await makeConversation({ status: "draft" });
    expect(await refusal(draft.applicant, draft.id)).toBe("not_found");
    expect(await texts(talk.id)).toEqual([]);
    expect(await status()).toBe("submitted");
  });

  it("ends 30 days after the EoI has; reading goes on", async () => {
    const end = (days: number) =>
      db.interest.update({
        where: { id: talk.id },
        data: {
          status: "declined",
          events: {
            create: {
              fromStatus: "submitted",
              toStatus: "declined",
              createdAt: new Date(Date.now() - days * 86_400_000),
            },
          },
        },
      });
    await end(29.9);
    await say(talk.applicant, talk.id, "Thank you all the same.");
    const over = await makeConversation();
    talk = over;
    await say(talk.applicant, talk.id, "Early words");
    await end(30.1);
    await expect(say(talk.applicant, talk.id, "Too late")).rejects.toMatchObject({ code: "forbidden" });
    expect((await page()).messages).toHaveLength(1);
    expect((await page()).refusal).toContain("ended more than 30 days ago");
  });

  it("stops somebody who sends more than 60 in an hour", async () => {
    const { poster } = talk;
    await db.message.createMany({
      data: Array.from({ length: 60 }, (_, n) => ({
        interestId: talk.id,
        position: n + 1,
        side: "poster" as const,
        authorId: poster.userId,
        text: "x",
        key: `k${n}`,
      })),
    });
    await expect(say(poster, talk.id, "One too many")).rejects.toMatchObject({ code: "too_many" });
    await say(talk.applicant, talk.id, "Others go on");
    expect(await texts(talk.id)).toHaveLength(61);
  });
});

describe("what was sent stays", () => {
  it("whoever tries to change or remove it in the database; a deleted account leaves its words without its name", async () => {
    await attach(talk.applicant, talk.id, "A drawing");
    await say(talk.applicant, talk.id, "Our words");
    const refused = { code: "23001" };
    await expect(
      pool.query("update message set text = 'other' where interest_id = $1", [talk.id]),
    ).rejects.toMatchObject(refused);
    await expect(
      pool.query("update message set author_id = null where interest_id = $1", [talk.id]),
    ).rejects.toMatchObject(refused);
    await expect(pool.query("delete from message where interest_id = $1", [talk.id])).rejects.toMatchObject(
      refused,
    );
    await expect(
      pool.query("update message_attachment set name = 'other.txt' where interest_id = $1", [talk.id]),
    ).rejects.toMatchObject(refused);
    await expect(
      pool.query("delete from message_attachment where interest_id = $1", [talk.id]),
    ).rejects.toMatchObject(refused);
    await expect(pool.query("truncate message cascade")).rejects.toMatchObject(refused);
    await makeMember(talk.msme.id);
    await db.user.delete({ where: { id: talk.applicant.userId } });
    expect(
      await db.message.findMany({ where: { interestId: talk.id }, select: { text: true, authorId: true } }),
    ).toEqual([{ text: "Our words", authorId: null }]);
  });
});

describe("files", () => {
  it("wait in the draft of whoever put them there, go along once, and are the two sides' then", async () => {
    await attach(talk.applicant, talk.id, "A test report", "report.exe");
    const [file] = (await page()).draft.files;
    expect(file!.name).toBe("report.txt");
    await expect(readAttachment(talk.poster, file!.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(removeDraftFile(talk.poster, talk.id, file!.id)).rejects.toMatchObject({
      code: "not_found",
    });
    const key = randomUUID();
    await Promise.all([1, 2, 3].map(() => say(talk.applicant, talk.id, "", { key })));
    const { messages, draft } = await page(talk.poster);
    expect(draft.files).toEqual([]);
    expect(messages.map(({ files }) => files.map(({ name }) => name))).toEqual([["report.txt"]]);
    expect(await readAttachment(talk.poster, file!.id)).toMatchObject({
      name: "report.txt",
      mediaType: "text/plain",
    });
    const stranger = await makeConversation();
    for (const actor of [stranger.poster, stranger.applicant, { ...stranger.poster, isModerator: true }])
      await expect(readAttachment(actor, file!.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(removeDraftFile(talk.applicant, talk.id, file!.id)).rejects.toMatchObject({
      code: "not_found",
    });
    await sweepFiles(-1_000);
    const { storageKey } = await readAttachment(talk.poster, file!.id);
    const kept = await openFile(storageKey);
    kept!.stream.destroy();
  });

  it("are five at most, even when many are attached at once, and the rest leaves nothing behind", async () => {
    const before = await keptFiles();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, n) => attach(talk.poster, talk.id, `File ${n}`)),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "conflict" });
    expect(await keptFiles()).toBe(before + 5);
    const [file] = (await page(talk.poster)).draft.files;
    await removeDraftFile(talk.poster, talk.id, file!.id);
    expect(await keptFiles()).toBe(before + 4);
  });

  it("are refused when of a kind that may not be sent, and when too large", async () => {
    await expect(attach(talk.poster, talk.id, "\u0000\u0001\u0002")).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(attach(talk.poster, talk.id, "x".repeat(10_000_001))).rejects.toMatchObject({
      code: "too_large",
    });
    expect((await page(talk.poster)).draft.files).toEqual([]);
  });
});

describe("drafts", () => {
  it("come back, are one's own, and are gone with the message, also when a page saves late", async () => {
    const key = randomUUID();
    await saveDraft(talk.poster, talk.id, "Half a sent");
    expect((await page(talk.poster)).draft.text).toBe("Half a sent");
    expect((await page()).draft.text).toBe("");
    await say(talk.poster, talk.id, "Half a sentence.", { key });
    await saveDraft(talk.poster, talk.id, "Half a sent", key);
    expect((await page(talk.poster)).draft.text).toBe("");
    await saveDraft(talk.poster, talk.id, "The next", randomUUID());
    expect((await page(talk.poster)).draft.text).toBe("The next");
  });
});

describe("reading", () => {
  it("marks what was on the page, names colleagues and never people of the other side, shows no address", async () => {
    const colleague = (await member(talk.prime.id, "editor", { name: "Farida Shah" })).actor;
    await say(talk.poster, talk.id, "From the owner");
    await say(colleague, talk.id, "From the editor");
    await say(talk.applicant, talk.id, "Our answer");
    expect(await readDeskMessages(talk.applicant, { interestId: talk.id })).toMatchObject({
      unread: 2,
      here: 2,
    });
    const first = await page();
    expect(first).toMatchObject({ firstUnread: 1, unread: 2, newest: 3 });
    expect(first.messages.map(({ who }) => who)).toEqual([
      talk.prime.name,
      talk.prime.name,
      talk.applicant.name,
    ]);
    expect(await page()).toMatchObject({ firstUnread: null, unread: 0 });
    expect(await readDeskMessages(talk.applicant)).toMatchObject({ unread: 0 });
    const ours = await page(talk.poster);
    expect(ours.messages.map(({ who }) => who)).toEqual([talk.poster.name, "Farida Shah", talk.msme.name]);
    for (const [thread, theirs] of [
      [first, [talk.poster, colleague]],
      [ours, [talk.applicant]],
    ] as const)
      for (const { email, userId } of theirs) {
        expect(JSON.stringify(thread)).not.toContain(email);
        expect(JSON.stringify(thread)).not.toContain(userId);
      }
    expect(JSON.stringify(first)).not.toContain("Farida");
  });

  it("never takes a mark back when pages are read at once", async () => {
    await say(talk.poster, talk.id, "One");
    await page();
    await say(talk.poster, talk.id, "Two");
    await Promise.all(Array.from({ length: ROUNDS }, () => page()));
    expect(
      await db.messageRead.findMany({ where: { userId: talk.applicant.userId }, select: { position: true } }),
    ).toEqual([{ position: 2 }]);
  });

  it("shows an open question on the applicant's desk until the applicant has written", async () => {
    await say(talk.poster, talk.id, "Which press do you have?", { isQuestion: true });
    await say(talk.poster, talk.id, "And how old?");
    const desk = () => readDeskMessages(talk.applicant).then(({ questions }) => questions);
    expect(await desk()).toMatchObject([
      { id: talk.id, other: talk.prime.name, excerpt: "Which press do you have?" },
    ]);
    await page();
    expect(await desk()).toHaveLength(1);
    expect((await readDeskMessages(talk.poster)).questions).toEqual([]);
    expect((await page()).openQuestion).toBe(1);
    await say(talk.applicant, talk.id, "A 200 t press of 2019.");
    expect(await desk()).toEqual([]);
    expect((await page()).openQuestion).toBeNull();
  });

  it("takes a question of an applicant as a message", async () => {
    await say(talk.applicant, talk.id, "When do you decide?", { isQuestion: true });
    expect((await page()).messages[0]!.isQuestion).toBe(false);
  });

  it("lists conversations, the unread ones first, a hundred messages a page", async () => {
    const opportunityId = talk.opportunity.id;
    const other = await member((await makeConversation()).msme.id);
    const second = await makeInterest({ opportunityId, organisationId: other.actor.organisation.id });
    await say(talk.applicant, talk.id, "Older and unread");
    await say(other.actor, second.id, "Newer and read");
    await presentThread(talk.poster, second.id, null);
    const { rows, total } = await listThreads(talk.poster, 1);
    expect(total).toBe(2);
    expect(rows.map(({ id, unread }) => [id, unread])).toEqual([
      [talk.id, 1],
      [second.id, 0],
    ]);
    expect((await listThreads(other.actor, 1)).rows.map(({ id }) => id)).toEqual([second.id]);
    await db.message.createMany({
      data: Array.from({ length: 120 }, (_, n) => ({
        interestId: talk.id,
        position: n + 2,
        side: "applicant" as const,
        text: `${n}`,
        key: `k${n}`,
      })),
    });
    const newest = await page(talk.poster);
    expect(newest.messages).toHaveLength(100);
    const earlier = await presentThread(talk.poster, talk.id, newest.earlier);
    expect(earlier.messages.map(({ position }) => position)).toEqual(
      Array.from({ length: 21 }, (_, n) => n + 1),
    );
  });
});
