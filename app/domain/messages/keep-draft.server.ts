import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { DomainError, fieldError, notFound } from "#app/core/errors.ts";
import { removeFile } from "#app/core/files.server.ts";
import type { StoredUpload } from "#app/core/upload.server.ts";
import { keepUpload } from "#app/domain/files/accept-upload.server.ts";
import { FILE_MAX_BYTES, FILES_MAX } from "#app/domain/messages/limits.ts";
import { writeRefusal } from "#app/domain/messages/policy.ts";
import { messageIdSchema } from "#app/domain/messages/schema.ts";
import { holdThread, openThread, type Thread } from "#app/domain/messages/thread.server.ts";

function requireWritable(actor: Actor, thread: Thread): Thread {
  const refusal = writeRefusal(actor, thread);
  if (refusal) throw new DomainError("forbidden", refusal);
  return thread;
}

/** Asks before a file is received. @throws DomainError not_found, forbidden as sendMessage */
export async function requireWriter(actor: Actor, interestId: string): Promise<void> {
  requireWritable(actor, await openThread(actor, interestId));
}

/**
 * Keeps what the actor has typed and not sent; nothing typed, nothing kept.
 * @param sentKey of the form: when it has been sent in the meantime, what a page saves late is no draft any more
 * @throws DomainError not_found, forbidden as sendMessage
 */
export async function saveDraft(
  actor: Actor,
  interestId: string,
  text: string,
  sentKey?: string,
): Promise<void> {
  const { person } = requireWritable(actor, await openThread(actor, interestId));
  const { userId } = person;
  if (sentKey) {
    const where = { interestId, authorId: userId, key: { startsWith: `${sentKey}.` } };
    if ((await db.message.count({ where })) > 0) return;
  }
  if (text === "") await db.messageDraft.deleteMany({ where: { userId, interestId } });
  else
    await db.messageDraft.upsert({
      where: { userId_interestId: { userId, interestId } },
      create: { userId, interestId, text },
      update: { text },
      select: { userId: true },
    });
}

/**
 * Puts an uploaded file to the actor's draft. Refused or not, no file without an owner stays behind.
 * @throws DomainError not_found, forbidden as sendMessage; invalid for a kind that may not be sent, too_large; conflict when the
 * draft has as many as a message may
 */
export async function attachFile(actor: Actor, interestId: string, upload: StoredUpload): Promise<void> {
  if (upload.sizeBytes > FILE_MAX_BYTES) {
    await removeFile(upload.storageKey);
    throw fieldError(
      "file",
      `A file may have ${FILE_MAX_BYTES / 1_000_000} MB at most. Send a smaller one.`,
      "too_large",
    );
  }
  await keepUpload(upload, (file) =>
    db.$transaction(async (tx) => {
      // One after the other, so that two uploads at once cannot both be the last.
      const { person } = requireWritable(actor, await holdThread(tx, actor, interestId));
      const waiting = { interestId, uploadedById: person.userId, messageId: null };
      if ((await tx.messageAttachment.count({ where: waiting })) >= FILES_MAX)
        throw fieldError(
          "file",
          `A message takes ${FILES_MAX} files. Send this one, then attach more to the next.`,
          "conflict",
        );
      await tx.messageAttachment.create({ data: { ...waiting, ...file }, select: { id: true } });
    }),
  );
}

/** Takes a file out of the actor's draft. @throws DomainError not_found when it is not there (any more) */
export async function removeDraftFile(actor: Actor, interestId: string, id: string): Promise<void> {
  const { person } = await openThread(actor, interestId);
  if (!messageIdSchema.safeParse(id).success) throw notFound("This file");
  const own = { id, interestId, uploadedById: person.userId, messageId: null };
  const file = await db.messageAttachment.findFirst({ where: own, select: { storageKey: true } });
  const { count } = await db.messageAttachment.deleteMany({ where: own });
  if (!file || count === 0) throw notFound("This file");
  await removeFile(file.storageKey);
}
