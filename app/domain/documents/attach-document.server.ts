import { userIdOf, type Actor } from "#app/core/actor.ts";
import { db, type Tx } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { discardFile } from "#app/core/files.server.ts";
import type { DisclosureLevel } from "#app/core/reference/terms.ts";
import type { StoredUpload } from "#app/core/upload.server.ts";
import { MOST_DOCUMENTS } from "#app/domain/documents/policy.ts";
import { recordDocumentChange } from "#app/domain/documents/record-change.server.ts";
import { keepUpload, type AcceptedFile } from "#app/domain/files/accept-upload.server.ts";
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

async function writeDocument(
  actor: Actor,
  input: { reference: string; disclosure: DisclosureLevel },
  file: AcceptedFile,
): Promise<{ id: string }> {
  return db.$transaction(async (tx) => {
    const record = await readEditable(tx, actor, input.reference);
    // One after the other, so that two uploads at once cannot both be the tenth.
    await tx.$queryRaw`select 1 from opportunity where id = ${record.id}::uuid for update`;
    if ((await tx.document.count({ where: { opportunityId: record.id } })) >= MOST_DOCUMENTS)
      throw new DomainError("conflict", `There are ${MOST_DOCUMENTS} documents already. Remove one first.`);
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
 * @throws DomainError not_found, forbidden, conflict (too many, or it takes no changes), invalid (not a kind that may be attached)
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
  return keepUpload(input.upload, (file) => writeDocument(actor, input, file));
}
