import { z } from "zod";
import type { Actor, Person } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import type { SentFile } from "#app/core/send-file.server.ts";
import { evidenceOpenTo } from "#app/domain/certifications/evidence-policy.ts";

/** Where a file is opened. It leads who may see it on to an address that works for this account, for some minutes. */
export const evidenceAddress = (evidenceId: string) => `/evidence/${evidenceId}`;

/** A file and who may see it. */
export type OpenEvidence = { id: string; organisationId: string; reader: Person; file: SentFile };

/** A file that this actor may see. @throws DomainError not_found for everybody else, and when the file is gone */
export async function readEvidence(actor: Actor, id: string): Promise<OpenEvidence> {
  if (actor.kind !== "person" || !z.uuid().safeParse(id).success) throw notFound("This file");
  const evidence = await db.certificateEvidence.findFirst({
    where: { AND: [{ id, storageKey: { not: null } }, evidenceOpenTo(actor)] },
    select: { name: true, mediaType: true, sizeBytes: true, storageKey: true, organisationId: true },
  });
  if (!evidence?.storageKey) throw notFound("This file");
  const { organisationId, storageKey, ...rest } = evidence;
  return { id, organisationId, reader: actor, file: { ...rest, storageKey, disposition: "inline" } };
}

/** Writes down who opens a file, before a byte of it leaves. */
export async function recordOpening({ id, organisationId, reader }: OpenEvidence): Promise<void> {
  const own = reader.organisation?.id ?? null;
  const asModerator = reader.isModerator && own !== organisationId;
  await db.certificateEvidenceAccess.create({
    data: { evidenceId: id, userId: reader.userId, organisationId: asModerator ? null : own },
  });
}
