import { createHash } from "node:crypto";
import type { Actor } from "#app/core/actor.ts";
import { db, type Tx } from "#app/core/db.server.ts";
import { DomainError, fieldError } from "#app/core/errors.ts";
import type { AcceptedFile } from "#app/domain/files/accept-upload.server.ts";
import { changeStatusIn } from "#app/domain/interests/change-status.server.ts";
import { MESSAGES_PER_HOUR } from "#app/domain/messages/limits.ts";
import { noticeMessage } from "#app/domain/messages/notice-message.server.ts";
import { writeRefusal } from "#app/domain/messages/policy.ts";
import { holdThread, type Thread } from "#app/domain/messages/thread.server.ts";

export type NewMessage = {
  interestId: string;
  text: string;
  /** Asked by the poster: the applicant sees it as open until it is answered. Without effect for an applicant. */
  isQuestion?: boolean;
  /** The same key with the same words from the same person is the same message. */
  key: string;
  /** Came by mail, with these files; without it the files that wait in the person's draft go along. */
  mail?: { files: AcceptedFile[] };
};

const HOUR_MS = 3600 * 1000;

/** The same form with other words, as somebody sends who went back to it, is another message. */
function keyOf({ key, text, isQuestion }: NewMessage, userId: string): string {
  return `${key}.${createHash("sha256")
    .update([userId, isQuestion === true, text].join("\n"))
    .digest("base64url")}`;
}

async function requirePace(tx: Tx, authorId: string): Promise<void> {
  const since = new Date(Date.now() - HOUR_MS);
  if ((await tx.message.count({ where: { authorId, sentAt: { gt: since } } })) <= MESSAGES_PER_HOUR) return;
  throw new DomainError(
    "too_many",
    `You have sent ${MESSAGES_PER_HOUR} messages within an hour. Wait a while; your draft is kept.`,
    { retryAfterSeconds: HOUR_MS / 1000 / 6 },
  );
}

/** Writes the row unless it is there already. The unique index on the key has the last word. */
async function insertMessage(tx: Tx, thread: Thread, message: NewMessage, key: string) {
  const { interestId, text, isQuestion = false, mail } = message;
  const last = await tx.message.aggregate({ where: { interestId }, _max: { position: true } });
  const position = (last._max.position ?? 0) + 1;
  const { count } = await tx.message.createMany({
    data: {
      interestId,
      position,
      side: thread.side,
      authorId: thread.person.userId,
      text,
      isQuestion: isQuestion && thread.side === "poster",
      byMail: mail !== undefined,
      key,
    },
    skipDuplicates: true,
  });
  return count === 0
    ? null
    : tx.message.findFirstOrThrow({ where: { interestId, position }, select: { id: true, position: true } });
}

/** @returns how many files the message has */
async function takeFiles(tx: Tx, messageId: string, { interestId, mail }: NewMessage, userId: string) {
  if (mail) {
    const data = mail.files.map((file) => ({ ...file, interestId, uploadedById: userId, messageId }));
    return (await tx.messageAttachment.createMany({ data })).count;
  }
  const waiting = { interestId, uploadedById: userId, messageId: null };
  const { count } = await tx.messageAttachment.updateMany({ where: waiting, data: { messageId } });
  await tx.messageDraft.deleteMany({ where: { interestId, userId } });
  return count;
}

/**
 * Sends a message to the other side of an EoI, once however often it is asked to. The poster's first one acknowledges
 * an EoI that waits for its first answer.
 * @returns its position in the conversation, and whether it had been sent before
 * @throws DomainError not_found for those without business there, forbidden (viewers, suspended, ended too long ago),
 * invalid when there is neither text nor file, too_many
 */
export function sendMessage(
  actor: Actor,
  message: NewMessage,
): Promise<{ position: number; repeated: boolean }> {
  return db.$transaction(async (tx) => {
    const thread = await holdThread(tx, actor, message.interestId);
    const { interestId } = message;
    const refusal = writeRefusal(actor, thread);
    if (refusal) throw new DomainError("forbidden", refusal);
    const { userId } = thread.person;
    const key = keyOf(message, userId);
    const sent = await insertMessage(tx, thread, message, key);
    if (!sent) {
      const { position } = await tx.message.findFirstOrThrow({
        where: { interestId, key },
        select: { position: true },
      });
      return { position, repeated: true };
    }
    const files = await takeFiles(tx, sent.id, message, userId);
    if (files === 0 && message.text === "") throw fieldError("text", "Write a message, or attach a file.");
    await requirePace(tx, userId);
    if (thread.side === "poster" && thread.status === "submitted")
      await changeStatusIn(tx, actor, {
        id: interestId,
        to: "acknowledged",
        version: thread.version,
        note: "",
      });
    await noticeMessage(tx, thread, sent.id);
    return { position: sent.position, repeated: false };
  });
}
