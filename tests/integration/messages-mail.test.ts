import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { config } from "#app/core/config.server.ts";
import { db, pool } from "#app/core/db.server.ts";
import { readAttachment } from "#app/domain/messages/open-attachment.server.ts";
import {
  changeFrequency,
  readFrequency,
  readUnsubscription,
  unsubscribe,
} from "#app/domain/messages/preference.server.ts";
import { presentThread } from "#app/domain/messages/present-thread.server.ts";
import { receiveMail } from "#app/domain/messages/receive-mail.server.ts";
import { sendDueNotices } from "#app/domain/messages/send-due-notices.server.ts";
import { leave } from "#app/domain/organisations/members.server.ts";
import { makeMember } from "#tests/factories/factories.ts";
import {
  makeConversation,
  member,
  queuedMails,
  say,
  sendNow,
  sentTo,
  texts,
  type Conversation,
} from "#tests/integration/messages-world.ts";

const MINUTE_MS = 60_000;

let talk: Conversation;
beforeEach(async () => {
  talk = await makeConversation();
});

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * MINUTE_MS);
const mails = () => queuedMails(talk.applicant.userId);

/** Sends all that waits for the applicant. @returns the mails to the applicant's address */
async function deliverAll() {
  for (const mail of await mails()) await sendNow(mail);
  return sentTo(talk.applicant.email);
}

describe("mail about messages", () => {
  it("tells of all that is unread in one mail, once, however often and wherever the job runs", async () => {
    await say(talk.poster, talk.id, "Which press do you have?", { isQuestion: true });
    await say(talk.poster, talk.id, "x".repeat(500));
    const queued = await Promise.all(Array.from({ length: 6 }, () => sendDueNotices()));
    expect(queued.reduce((sum, each) => sum + each)).toBe(1);
    await sendDueNotices();
    const waiting = await mails();
    expect(waiting).toHaveLength(1);
    await Promise.all(Array.from({ length: 4 }, () => sendNow(waiting[0]!)));
    await sendNow(waiting[0]!);
    const [mail, ...others] = await sentTo(talk.applicant.email);
    expect(others).toEqual([]);
    expect(mail!.subject).toBe(`Question from ${talk.prime.name} about ${talk.opportunity.reference}`);
    expect(mail!.text).toContain("has sent 2 messages");
    expect(mail!.text).toContain("“Which press do you have?”");
    expect(mail!.text).toContain(`“${"x".repeat(200)} …”`);
    expect(mail!.text).not.toContain("x".repeat(201));
    expect(JSON.stringify(mail)).not.toContain(talk.poster.email);
    expect(mail!.text).toContain(`${config.publicUrl}/desk/interests/${talk.id}/messages#write`);
    expect(mail!.replyTo![0]!.address).toMatch(/^reply\+[0-9a-f]{40}@sanyog\.example$/);
    expect(mail!.references).toContain(`messages.${talk.id}@`);
  });

  it("would leave twice without the row that says it has left: the race above is a real one", async () => {
    await say(talk.poster, talk.id, "Hello");
    await sendDueNotices();
    const [waiting] = await mails();
    await pool.query("alter table sent_mail drop constraint sent_mail_pkey");
    try {
      const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => sendNow(waiting!)));
      // Two that write the same file at once may fail there: they, too, have handed it over.
      const failed = outcomes.filter(({ status }) => status === "rejected").length;
      const { rows } = await pool.query<{ count: number }>(
        "select count(*)::int as count from sent_mail where key = $1",
        [`job-${waiting!.jobId}`],
      );
      expect(rows[0]!.count + failed).toBeGreaterThan(1);
    } finally {
      await pool.query("truncate sent_mail; alter table sent_mail add primary key (key)");
    }
  });

  it("waits ten minutes after the last one about the same conversation, not about another", async () => {
    await say(talk.poster, talk.id, "One");
    await sendDueNotices();
    await say(talk.poster, talk.id, "Two");
    await say(talk.poster, talk.id, "Three");
    await sendDueNotices(inMinutes(9));
    expect(await mails()).toHaveLength(1);
    await sendDueNotices(inMinutes(11));
    expect(await mails()).toHaveLength(2);
    const [first, second] = await deliverAll();
    expect(first!.text).toContain("One");
    expect(second!.text).not.toContain("One");
    expect(second!.text).toContain("has sent 2 messages");
  });

  it("is not sent for what was read in the meantime, before or after it was queued", async () => {
    await say(talk.poster, talk.id, "One");
    await presentThread(talk.applicant, talk.id, null);
    await sendDueNotices();
    expect(await mails()).toEqual([]);
    await say(talk.poster, talk.id, "Two");
    await sendDueNotices();
    await presentThread(talk.applicant, talk.id, null);
    expect(await deliverAll()).toEqual([]);
  });

  it("goes to owners and editors whose address is confirmed, to viewers who want it, never to one's own side", async () => {
    const { organisation } = talk.applicant;
    const editor = await makeMember(organisation.id, "editor");
    const viewer = (await member(organisation.id, "viewer")).actor;
    const curious = (await member(organisation.id, "viewer")).actor;
    const unconfirmed = await makeMember(organisation.id, "editor", { emailVerifiedAt: null });
    const colleague = await makeMember(talk.prime.id, "editor");
    await changeFrequency(curious, "at_once");
    expect(await readFrequency(viewer)).toBe("none");
    await say(talk.poster, talk.id, "Hello");
    await sendDueNotices();
    const counts = await Promise.all(
      [
        talk.applicant.userId,
        editor.id,
        curious.userId,
        viewer.userId,
        unconfirmed.id,
        colleague.id,
        talk.poster.userId,
      ].map(async (id) => (await queuedMails(id)).length),
    );
    expect(counts).toEqual([1, 1, 1, 0, 0, 0, 0]);
  });

  it("says nothing of the words once an NDA is being agreed, nor of what a moderator removed", async () => {
    await say(talk.poster, talk.id, "zqsecret furnace curve");
    await db.interest.update({ where: { id: talk.id }, data: { status: "nda" } });
    await sendDueNotices();
    const [mail] = await deliverAll();
    expect(JSON.stringify(mail)).not.toContain("zqsecret");
    expect(mail!.text).toContain("may be confidential");
    await db.interest.update({ where: { id: talk.id }, data: { status: "acknowledged" } });
    await say(talk.poster, talk.id, "zqinsult");
    const message = await db.message.findFirstOrThrow({ where: { text: "zqinsult" } });
    await db.messageReport.create({
      data: {
        messageId: message.id,
        reporterId: talk.applicant.userId,
        reason: "insult",
        text: "Rude",
        state: "upheld",
        hidesText: true,
        decidedAt: new Date(),
      },
    });
    await sendDueNotices(inMinutes(11));
    expect(await deliverAll()).toHaveLength(1);
  });

  it("ends with the membership, also when it waits already", async () => {
    await makeMember(talk.msme.id, "owner");
    await say(talk.poster, talk.id, "Hello");
    await sendDueNotices();
    const waiting = await mails();
    await leave(talk.applicant);
    for (const mail of waiting) await sendNow(mail);
    expect(await sentTo(talk.applicant.email)).toEqual([]);
  });
});

describe("digests", () => {
  const dueAt = () =>
    db.messagePreference
      .findFirstOrThrow({ where: { userId: talk.applicant.userId } })
      .then(({ nextDigestAt }) => nextDigestAt!);

  it("take all conversations together at the organisation's morning, once, and say nothing on a quiet one", async () => {
    await changeFrequency(talk.applicant, "daily");
    const second = await makeConversation();
    await db.opportunity.update({
      where: { id: second.opportunity.id },
      data: { title: "Cold spray repair" },
    });
    await db.interest.update({ where: { id: second.id }, data: { organisationId: talk.msme.id } });
    await say(talk.poster, talk.id, "One");
    await say(second.poster, second.id, "Two");
    const morning = await dueAt();
    await sendDueNotices(new Date(morning.getTime() - 1));
    expect(await mails()).toEqual([]);
    const queued = await Promise.all([1, 2, 3].map(() => sendDueNotices(morning)));
    expect(queued.reduce((sum, each) => sum + each)).toBe(1);
    const [mail] = await deliverAll();
    expect(mail!.subject).toBe("2 new messages on your desk");
    expect(mail!.text).toContain(talk.prime.name);
    expect(mail!.text).toContain("Cold spray repair");
    const next = await dueAt();
    expect(next.getTime()).toBe(morning.getTime() + 24 * 60 * MINUTE_MS);
    expect(await sendDueNotices(next)).toBe(0);
  });

  it("leave with what waits when the choice changes; “no mail” forgets what waits", async () => {
    await changeFrequency(talk.applicant, "weekly");
    await say(talk.poster, talk.id, "One");
    await sendDueNotices();
    expect(await mails()).toEqual([]);
    await changeFrequency(talk.applicant, "at_once");
    await sendDueNotices();
    expect(await mails()).toHaveLength(1);
    await say(talk.poster, talk.id, "Two");
    await changeFrequency(talk.applicant, "none");
    await changeFrequency(talk.applicant, "at_once");
    await sendDueNotices(inMinutes(11));
    expect(await mails()).toHaveLength(1);
  });

  it("and all other mails end with one click, without a session", async () => {
    await say(talk.poster, talk.id, "One");
    await sendDueNotices();
    const [mail] = await deliverAll();
    const token = /\/messages\/unsubscribe\/([\w-]+)/.exec(mail!.text!)![1]!;
    expect(mail!.headers.find(({ key }) => key === "list-unsubscribe-post")!.value).toBe(
      "List-Unsubscribe=One-Click",
    );
    expect(await readUnsubscription(token)).toEqual({ isStopped: false });
    await Promise.all([unsubscribe(token), unsubscribe(token)]);
    expect(await readUnsubscription(token)).toEqual({ isStopped: true });
    await say(talk.poster, talk.id, "Two");
    await sendDueNotices(inMinutes(11));
    expect(await deliverAll()).toHaveLength(1);
    await expect(unsubscribe("guessed")).rejects.toMatchObject({ code: "gone" });
  });
});

describe("an answer by mail", () => {
  type Parts = { from?: string; to?: string; id?: string; head?: string[]; body?: string; type?: string };

  async function replyAddress() {
    await say(talk.poster, talk.id, "Which press do you have?", { isQuestion: true });
    await sendDueNotices();
    return (await deliverAll()).at(-1)!.replyTo![0]!.address!;
  }

  let to: string;
  beforeEach(async () => {
    to = await replyAddress();
  });

  function mailOf({
    from = talk.applicant.email,
    to: recipient = to,
    id = `<${randomUUID()}@mail.example>`,
    head = [],
    body,
    type,
  }: Parts = {}) {
    const lines = [
      `From: Somebody <${from}>`,
      `To: <${recipient}>`,
      "Subject: Re: Question",
      `Message-ID: ${id}`,
      ...head,
      `Content-Type: ${type ?? "text/plain; charset=utf-8"}`,
      "",
      body ??
        "A 200 t press of 2019.\r\n\r\nOn Mon, 23 Nov 2026 at 10:00, Sanyog wrote:\r\n> Which press do you have?\r\n",
    ];
    return Buffer.from(lines.join("\r\n"));
  }
  const receive = (
    parts?: Parts,
    envelope: { sender: string | null; recipient: string | null } = { sender: null, recipient: null },
  ) => receiveMail(mailOf(parts), envelope);
  const said = async () => (await texts(talk.id)).slice(1);

  it("becomes a message of the member, without what is quoted, and answers the question", async () => {
    expect(await receive()).toMatchObject({ outcome: "delivered", interestId: talk.id, position: 2 });
    expect(await said()).toEqual(["A 200 t press of 2019."]);
    const { messages, openQuestion } = await presentThread(talk.poster, talk.id, null);
    expect(messages.at(-1)).toMatchObject({ isOurs: false, who: talk.msme.name, byMail: true });
    expect(openQuestion).toBeNull();
  });

  it("is one message when the mail comes twice, or often at once", async () => {
    const id = "<same@mail.example>";
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => receive({ id })));
    expect(outcomes.filter(({ outcome }) => outcome === "delivered")).toHaveLength(1);
    expect(await receive({ id })).toMatchObject({ outcome: "repeated" });
    expect(await said()).toHaveLength(1);
  });

  it("is refused from another address, at an unknown one, and once the membership has ended", async () => {
    expect(await receive({ from: "else@mail.example" })).toMatchObject({ outcome: "wrong_sender" });
    expect(await receive({ from: talk.poster.email })).toMatchObject({ outcome: "wrong_sender" });
    expect(await receive({ to: `reply+${"0".repeat(40)}@sanyog.example` })).toMatchObject({
      outcome: "no_such_address",
    });
    expect(await receive({ to: to.replace("sanyog.example", "elsewhere.example") })).toMatchObject({
      outcome: "no_such_address",
    });
    expect(await receive({ to: to.toUpperCase(), from: talk.applicant.email.toUpperCase() })).toMatchObject({
      outcome: "delivered",
    });
    await makeMember(talk.msme.id, "owner");
    await leave(talk.applicant);
    expect(await receive()).toMatchObject({ outcome: "no_such_address" });
    expect(await said()).toHaveLength(1);
  });

  it("follows the role and the state of the moment", async () => {
    await db.membership.updateMany({ where: { userId: talk.applicant.userId }, data: { role: "viewer" } });
    expect(await receive()).toMatchObject({
      outcome: "wrong_sender",
      reason: expect.stringContaining("viewer"),
    });
    expect(await said()).toEqual([]);
  });

  it.each([
    ["Auto-Submitted: auto-replied"],
    ["X-Auto-Response-Suppress: All"],
    ["Precedence: bulk"],
    ["Return-Path: <>"],
  ])("is ignored when a program sent it: %s", async (header) => {
    expect(await receive({ head: [header] })).toMatchObject({ outcome: "ignored" });
    expect(await said()).toEqual([]);
  });

  it("is ignored when it is a bounce by its envelope, and delivered by the envelope's recipient", async () => {
    expect(await receive({}, { sender: "", recipient: to })).toMatchObject({ outcome: "ignored" });
    expect(
      await receive({ to: "undisclosed@elsewhere.example" }, { sender: talk.applicant.email, recipient: to }),
    ).toMatchObject({ outcome: "delivered" });
  });

  it("brings its files, leaves out pictures within the text, and keeps none of a mail that is refused", async () => {
    const part = (head: string[], body: string) => ["--b", ...head, "", body].join("\r\n");
    const multipart = (...parts: string[]) => ({
      type: 'multipart/mixed; boundary="b"',
      body: [part(["Content-Type: text/plain"], "See the report."), ...parts, "--b--"].join("\r\n"),
    });
    const report = part(
      [
        "Content-Type: application/octet-stream",
        'Content-Disposition: attachment; filename="report.txt"',
        "Content-Transfer-Encoding: base64",
      ],
      Buffer.from("A test report").toString("base64"),
    );
    const logo = part(
      [
        "Content-Type: image/png",
        "Content-Disposition: inline",
        "Content-ID: <logo>",
        "Content-Transfer-Encoding: base64",
      ],
      "iVBORw0KGgo=",
    );
    const program = part(
      [
        "Content-Type: application/x-msdownload",
        'Content-Disposition: attachment; filename="run.exe"',
        "Content-Transfer-Encoding: base64",
      ],
      Buffer.from("MZ\u0000\u0001").toString("base64"),
    );
    expect(await receive(multipart(report, program))).toMatchObject({
      outcome: "unusable",
      reason: expect.stringContaining("cannot be attached"),
    });
    expect(await said()).toEqual([]);
    expect(await receive(multipart(report, logo))).toMatchObject({ outcome: "delivered" });
    const [file] = await db.messageAttachment.findMany({ where: { interestId: talk.id } });
    expect(await readAttachment(talk.poster, file!.id)).toMatchObject({ name: "report.txt" });
    expect(await db.messageAttachment.count({ where: { interestId: talk.id } })).toBe(1);
  });

  it("of HTML only is read as text, and one without words is refused", async () => {
    expect(
      await receive({
        type: "text/html; charset=utf-8",
        body: "<p>A <b>200 t</b> press.</p><script>alert(1)</script>",
      }),
    ).toMatchObject({ outcome: "delivered" });
    expect((await said())[0]).toContain("200 t");
    expect((await said())[0]).not.toContain("alert");
    expect(await receive({ body: "> only quoted\r\n" })).toMatchObject({ outcome: "unusable" });
  });
});
