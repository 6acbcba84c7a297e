import { randomUUID } from "node:crypto";
import { userIdOf, type Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import type { SentFile } from "#app/core/send-file.server.ts";
import { readDocument, type ReadableDocument } from "#app/domain/documents/queries.server.ts";
import type { DocumentAccessKind } from "#prisma/generated/enums.ts";

/** How a document is asked for. `address` is the reader's IP address. */
export type DownloadRequest = { kind: DocumentAccessKind; address: string };

/** Writes down who took what, before a byte of it leaves. */
async function recordAccess(
  actor: Actor,
  document: ReadableDocument,
  access: DownloadRequest & { id: string },
): Promise<void> {
  await db.documentAccess.create({
    data: {
      ...access,
      documentId: document.id,
      opportunityId: document.opportunityId,
      documentName: document.name,
      userId: userIdOf(actor),
      organisationId: actor.kind === "person" ? (actor.organisation?.id ?? null) : null,
      agreementId: document.agreement?.id ?? null,
    },
  });
}

/**
 * A document for somebody who may have it, and writes down who takes one that is not public.
 * @throws DomainError not_found
 */
export async function downloadDocument(
  actor: Actor,
  id: string,
  request: DownloadRequest,
): Promise<SentFile> {
  const document = await readDocument(actor, id);
  const isPublic = document.disclosure === "public";
  if (!isPublic) await recordAccess(actor, document, { ...request, id: randomUUID() });
  const { name, mediaType, sizeBytes, storageKey } = document;
  return { name, mediaType, sizeBytes: Number(sizeBytes), storageKey, isPublic };
}
