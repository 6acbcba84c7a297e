import { Readable } from "node:stream";
import { userIdOf, type Actor } from "#app/core/actor.ts";
import { db, type Tx } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { pathOfFile, removeFile, storeFile } from "#app/core/files.server.ts";
import type { DisclosureLevel } from "#app/core/reference/terms.ts";
import type { StoredUpload } from "#app/core/upload.server.ts";
import { MOST_DOCUMENT_BYTES, MOST_DOCUMENTS } from "#app/domain/documents/policy.ts";
import { documentName, recogniseContent } from "#app/domain/documents/recognise-content.server.ts";
import { recordDocumentChange } from "#app/domain/documents/record-change.server.ts";
import { isEditable } from "#app/domain/opportunities/lifecycle.ts";
import {
  readForChange,
  type OpportunityRecord,
} from "#app/domain/opportunities/opportunity-record.server.ts";

const MOST_PIXELS = 60_000_000;

/**
 * A picture drawn anew: no place, no camera, no author, nothing hidden behind its end.
 * @throws DomainError invalid when it cannot be drawn
 */
async function withoutMetadata(upload: StoredUpload, mediaType: string): Promise<StoredUpload> {
  try {
    // Loaded for the first picture only: its libraries take memory that most processes never need.
    const { default: sharp } = await import("sharp");
    const picture = sharp(pathOfFile(upload.storageKey), { limitInputPixels: MOST_PIXELS }).rotate();
    const bytes = await (
      mediaType === "image/png" ? picture.png() : picture.jpeg({ quality: 88 })
    ).toBuffer();
    const stored = await storeFile(Readable.from([bytes]), { maxBytes: 2 * MOST_DOCUMENT_BYTES });
    await removeFile(upload.storageKey);
    return { fileName: upload.fileName, ...stored };
  } catch {
    throw new DomainError(
      "invalid",
      "This picture cannot be opened. Save it again as PNG or JPEG, then send that.",
    );
  }
}

async function readEditable(tx: Tx, actor: Actor, reference: string): Promise<OpportunityRecord> {
  const record = await readForChange(tx, actor, { reference });
  if (!isEditable(record.status))
    throw new DomainError("conflict", "Documents of this opportunity cannot be changed any more.");
  return record;
}

async function writeDocument(
  actor: Actor,
  input: { reference: string; disclosure: DisclosureLevel },
  file: StoredUpload,
  mediaType: string,
): Promise<string> {
  return db.$transaction(async (tx) => {
    const record = await readEditable(tx, actor, input.reference);
    // One after the other, so that two uploads at once cannot both be the tenth.
    await tx.$queryRaw`select 1 from opportunity where id = ${record.id}::uuid for update`;
    if ((await tx.document.count({ where: { opportunityId: record.id } })) >= MOST_DOCUMENTS)
      throw new DomainError("conflict", `There are ${MOST_DOCUMENTS} documents already. Remove one first.`);
    const document = await tx.document.create({
      data: {
        opportunityId: record.id,
        name: documentName(file.fileName, mediaType),
        mediaType,
        sizeBytes: file.sizeBytes,
        storageKey: file.storageKey,
        disclosure: input.disclosure,
        uploadedById: userIdOf(actor),
      },
    });
    await recordDocumentChange(tx, actor, record, [null, document.name]);
    return document.id;
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
  let file = input.upload;
  try {
    await readEditable(db, actor, input.reference);
    const mediaType = await recogniseContent(pathOfFile(file.storageKey));
    if (mediaType.startsWith("image/")) file = await withoutMetadata(file, mediaType);
    return { id: await writeDocument(actor, input, file, mediaType) };
  } catch (error) {
    await removeFile(file.storageKey);
    throw error;
  }
}
