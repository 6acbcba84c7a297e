import { userIdOf, type Actor } from "#app/core/actor.ts";
import { db, type Tx } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { discardFile } from "#app/core/files.server.ts";
import type { DisclosureLevel } from "#app/core/reference/terms.ts";
import type { StoredUpload } from "#app/core/upload.server.ts";
import { recordDocumentChange } from "#app/domain/documents/record-change.server.ts";
import { requireStampable } from "#app/domain/documents/stamp-pdf.server.ts";
import { keepUpload, type AcceptedFile } from "#app/domain/files/accept-upload.server.ts";
import { megabytes, MOST_DOCUMENTS, MOST_ORGANISATION_BYTES } from "#app/domain/files/limits.ts";
import { isEditable } from "#app/domain/opportunities/lifecycle.ts";
import {
  readForChange,
  type OpportunityRecord,
} from "#app/domain/opportunities/opportunity-record.server.ts";

async function readEditable(tx: Tx, actor: Actor, reference: string): Promise<OpportunityRecord> {
  const record = await readForChange(tx, actor, { reference });
  if (!isEditable(record.status))
    throw new DomainError("conflict", "Documents of this opportunity cannot be changed any more.");
  return record;
}

/** @throws DomainError conflict when there is no room for a document of that size */
async function refuseFull(tx: Tx, record: OpportunityRecord, sizeBytes: number): Promise<void> {
  if ((await tx.document.count({ where: { opportunityId: record.id } })) >= MOST_DOCUMENTS)
    throw new DomainError("conflict", `There are ${MOST_DOCUMENTS} documents already. Remove one first.`);
  const { _sum } = await tx.document.aggregate({
    where: { opportunity: { organisationId: record.organisationId } },
    _sum: { sizeBytes: true },
  });
  const room = MOST_ORGANISATION_BYTES - Number(_sum.sizeBytes ?? 0);
  if (sizeBytes > room)
    throw new DomainError(
      "conflict",
      `All documents of an organisation together may have ${megabytes(MOST_ORGANISATION_BYTES)}, and ${megabytes(Math.max(0, room))} are left. Remove some first.`,
    );
}

/**
 * Says before a long upload whether it has a chance.
 * @throws DomainError not_found, forbidden, conflict (no room, or it takes no changes)
 */
export async function refuseUnattachable(actor: Actor, reference: string): Promise<void> {
  await refuseFull(db, await readEditable(db, actor, reference), 1);
}

async function writeDocument(
  actor: Actor,
  input: { reference: string; disclosure: DisclosureLevel },
  file: AcceptedFile,
): Promise<{ id: string }> {
  return db.$transaction(async (tx) => {
    const record = await readEditable(tx, actor, input.reference);
    // One after the other, so that two uploads at once cannot both be the last for which there is room.
    await tx.$queryRaw`select 1 from pg_advisory_xact_lock(hashtext('documents'), hashtext(${record.organisationId}))`;
    await refuseFull(tx, record, file.sizeBytes);
    const document = await tx.document.create({
      data: {
        opportunityId: record.id,
        ...file,
        disclosure: input.disclosure,
        uploadedById: userIdOf(actor),
      },
    });
    await recordDocumentChange(tx, actor, record, [null, document.name]);
    return { id: document.id };
  });
}

/**
 * Attaches an uploaded file to an opportunity. What it is, is found from its content; pictures lose their metadata.
 * However it ends, no file without an owner stays behind.
 * @throws DomainError not_found, forbidden, conflict (too many, or it takes no changes), invalid (not a kind that may be attached, or a PDF that cannot be stamped for its readers)
 */
export async function attachDocument(
  actor: Actor,
  input: { reference: string; disclosure: DisclosureLevel; upload: StoredUpload },
): Promise<{ id: string }> {
  try {
    await readEditable(db, actor, input.reference);
  } catch (error) {
    await discardFile(input.upload.storageKey);
    throw error;
  }
  return keepUpload(input.upload, async (file) => {
    if (input.disclosure !== "public") await requireStampable(file);
    return writeDocument(actor, input, file);
  });
}
