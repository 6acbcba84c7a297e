import type { Readable } from "node:stream";
import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import { openFile } from "#app/core/files.server.ts";
import { readDocument } from "#app/domain/documents/queries.server.ts";

export type Download = {
  name: string;
  mediaType: string;
  isPublic: boolean;
  sizeBytes: number;
  stream: Readable;
};

/**
 * Opens a document for somebody who may have it, and writes down who took one that is not public.
 * @throws DomainError not_found
 */
export async function downloadDocument(actor: Actor, id: string): Promise<Download> {
  const { name, mediaType, disclosure, storageKey, id: documentId } = await readDocument(actor, id);
  const file = await openFile(storageKey);
  if (!file) throw notFound("This document");
  const isPublic = disclosure === "public";
  if (!isPublic && actor.kind === "person")
    await db.documentAccess.create({
      data: { documentId, userId: actor.userId, organisationId: actor.organisation?.id ?? null },
    });
  return { name, mediaType, isPublic, ...file };
}
