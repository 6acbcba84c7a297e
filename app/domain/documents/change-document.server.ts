import { z } from "zod";
import type { Actor } from "#app/core/actor.ts";
import { db, type Tx } from "#app/core/db.server.ts";
import { DomainError, notFound } from "#app/core/errors.ts";
import { discardFile } from "#app/core/files.server.ts";
import { DISCLOSURE_LEVELS, type DisclosureLevel } from "#app/core/reference/terms.ts";
import { recordDocumentChange } from "#app/domain/documents/record-change.server.ts";
import { requireStampable } from "#app/domain/documents/stamp-pdf.server.ts";
import { isEditable } from "#app/domain/opportunities/lifecycle.ts";
import { readForChange } from "#app/domain/opportunities/opportunity-record.server.ts";

type Target = { reference: string; documentId: string };

async function readDocument(tx: Tx, actor: Actor, { reference, documentId }: Target) {
  const record = await readForChange(tx, actor, { reference });
  if (!isEditable(record.status))
    throw new DomainError("conflict", "Documents of this opportunity cannot be changed any more.");
  if (!z.uuid().safeParse(documentId).success) throw notFound("This document");
  const document = await tx.document.findFirst({ where: { id: documentId, opportunityId: record.id } });
  if (!document) throw notFound("This document");
  return { record, document };
}

/** Decides anew who may read a document. @throws DomainError not_found, forbidden, conflict; invalid for a PDF that cannot be stamped for its readers */
export async function discloseDocument(
  actor: Actor,
  input: Target & { disclosure: DisclosureLevel },
): Promise<void> {
  const { document: seen } = await readDocument(db, actor, input);
  if (input.disclosure !== "public" && seen.disclosure === "public")
    await requireStampable({ ...seen, sizeBytes: Number(seen.sizeBytes) });
  await db.$transaction(async (tx) => {
    const { record, document } = await readDocument(tx, actor, input);
    if (document.disclosure === input.disclosure) return;
    await tx.document.update({ where: { id: document.id }, data: { disclosure: input.disclosure } });
    const [before, after] = [document.disclosure, input.disclosure].map(
      (level) => `${document.name} (${DISCLOSURE_LEVELS[level].label})`,
    );
    await recordDocumentChange(tx, actor, record, [before!, after!]);
  });
}

/** Takes a document away, its file included. @throws DomainError not_found, forbidden, conflict */
export async function removeDocument(actor: Actor, input: Target): Promise<void> {
  const storageKey = await db.$transaction(async (tx) => {
    const { record, document } = await readDocument(tx, actor, input);
    await tx.document.delete({ where: { id: document.id } });
    await recordDocumentChange(tx, actor, record, [document.name, null]);
    return document.storageKey;
  });
  await discardFile(storageKey);
}
