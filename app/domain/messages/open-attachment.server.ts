import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import { sideOf } from "#app/domain/interests/policy.ts";
import { conversationsOf } from "#app/domain/messages/policy.ts";
import { REMOVAL } from "#app/domain/messages/queries.server.ts";
import { messageIdSchema } from "#app/domain/messages/schema.ts";

const WHAT = "This file";

/**
 * A file that was sent with a message, for the two sides of its EoI; one that waits in a draft, for whoever put it
 * there. What a moderator removed is gone for the other side. @throws DomainError not_found for everybody else
 */
export async function readAttachment(actor: Actor, id: string) {
  if (actor.kind !== "person" || !messageIdSchema.safeParse(id).success) throw notFound(WHAT);
  const found = await db.messageAttachment.findFirst({
    where: { id, interest: conversationsOf(actor) },
    select: {
      name: true,
      mediaType: true,
      sizeBytes: true,
      storageKey: true,
      uploadedById: true,
      message: { select: { side: true, reports: REMOVAL } },
      interest: {
        select: { organisationId: true, opportunity: { select: { organisationId: true } } },
      },
    },
  });
  if (!found) throw notFound(WHAT);
  const { message, interest, uploadedById, ...file } = found;
  const isOpen = message
    ? message.reports.length === 0 || message.side === sideOf(actor, interest)
    : uploadedById === actor.userId;
  if (!isOpen) throw notFound(WHAT);
  return file;
}
