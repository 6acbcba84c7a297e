import type { Readable } from "node:stream";
import { z } from "zod";
import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import { openFile } from "#app/core/files.server.ts";
import { requireSigned, signAddress } from "#app/core/signed-address.server.ts";
import { evidenceOpenTo } from "#app/domain/certifications/evidence-policy.ts";

/** Long enough to read a page, short enough that a link found later is of no use. */
const LINK_MINUTES = 30;

/** The address at which this account, and no other, opens a file for half an hour. */
export function evidenceAddress(userId: string, evidenceId: string): string {
  return signAddress(`/evidence/${evidenceId}`, userId, LINK_MINUTES);
}

export type OpenedEvidence = { name: string; mediaType: string; sizeBytes: number; stream: Readable };

/**
 * Opens a file for somebody who may see it, at the address that was signed for this account, and writes down who did.
 * @throws DomainError not_found for everybody else; gone when the address has ended
 */
export async function openEvidence(actor: Actor, id: string, address: URL): Promise<OpenedEvidence> {
  if (actor.kind !== "person" || !z.uuid().safeParse(id).success) throw notFound("This file");
  const evidence = await db.certificateEvidence.findFirst({
    where: { AND: [{ id, storageKey: { not: null } }, evidenceOpenTo(actor)] },
    select: { name: true, mediaType: true, storageKey: true, organisationId: true },
  });
  if (!evidence?.storageKey) throw notFound("This file");
  requireSigned(address, actor.userId);
  const file = await openFile(evidence.storageKey);
  if (!file) throw notFound("This file");
  const asModerator = actor.isModerator && actor.organisation?.id !== evidence.organisationId;
  await db.certificateEvidenceAccess.create({
    data: {
      evidenceId: id,
      userId: actor.userId,
      organisationId: asModerator ? null : (actor.organisation?.id ?? null),
    },
  });
  return { name: evidence.name, mediaType: evidence.mediaType, ...file };
}
