import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import { userIdOf, type Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import type { SentFile } from "#app/core/send-file.server.ts";
import { readDocument, type ReadableDocument } from "#app/domain/documents/queries.server.ts";
import { stampKeptPdf, type Stamp } from "#app/domain/documents/stamp-pdf.server.ts";
import type { DocumentAccessKind } from "#prisma/generated/enums.ts";

/** How a document is asked for. `address` is the reader's IP address. */
export type DownloadRequest = { kind: DocumentAccessKind; address: string };

/** A document for its reader: the kept file, or a copy made for this reader. */
export type Download = { file: SentFile; stamped: { stream: Readable; sizeBytes: number } | null };

/** What a browser may show by itself without anything in it being run. */
const SHOWN = new Set(["application/pdf", "image/png", "image/jpeg", "text/plain"]);

/** Writes down who took what, before a byte of it leaves. */
async function recordAccess(
  actor: Actor,
  document: ReadableDocument,
  access: DownloadRequest & { id: string; createdAt: Date },
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

/** "2026-11-22 17:05 UTC". */
const minuteOf = (at: Date) => `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** Whom this copy is for; null for the own organisation, which keeps its original. */
function stampFor(
  actor: Actor,
  { opportunity, agreement }: ReadableDocument,
  access: { id: string; createdAt: Date },
): Stamp | null {
  if (actor.kind !== "person" || actor.organisation?.id === opportunity.organisationId) return null;
  const under = agreement ? ` under NDA v${agreement.version}` : "";
  return {
    before: "Provided to",
    name: actor.organisation?.name ?? "the moderation of the marketplace",
    plainName: actor.organisation?.slug ?? "moderation",
    after: `on ${minuteOf(access.createdAt)}${under} · ${opportunity.reference} · ${access.id}`,
  };
}

/**
 * A document for somebody who may have it. Who takes one that is not public is written down, and a PDF carries the
 * reader's organisation, the time and the number of that entry on each page.
 * @throws DomainError not_found; conflict when a PDF cannot be stamped
 */
export async function downloadDocument(
  actor: Actor,
  id: string,
  { kind, address }: DownloadRequest,
): Promise<Download> {
  const document = await readDocument(actor, id);
  const { name, mediaType, storageKey } = document;
  const isPublic = document.disclosure === "public";
  const isShown = kind === "view" && SHOWN.has(mediaType);
  const file: SentFile = {
    ...{ name, mediaType, storageKey, isPublic, sizeBytes: Number(document.sizeBytes) },
    disposition: isShown ? "inline" : "attachment",
  };
  if (isPublic) return { file, stamped: null };
  const access = { id: randomUUID(), createdAt: new Date() };
  const stamp = mediaType === "application/pdf" ? stampFor(actor, document, access) : null;
  const stamped = stamp && (await stampKeptPdf(file, stamp));
  try {
    await recordAccess(actor, document, { ...access, kind: isShown ? "view" : "download", address });
  } catch (error) {
    stamped?.stream.destroy();
    throw error;
  }
  return { file, stamped };
}
