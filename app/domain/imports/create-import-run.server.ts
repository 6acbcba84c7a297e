import { createHash } from "node:crypto";
import { mayEdit, type Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { discardFile, withLocalFile } from "#app/core/files.server.ts";
import type { StoredUpload } from "#app/core/upload.server.ts";
import { missingColumns } from "#app/domain/imports/mapping.ts";
import { proposeMapping } from "#app/domain/imports/propose-mapping.ts";
import { readSample } from "#app/domain/imports/read-rows.server.ts";
import { importMappingSchema } from "#app/domain/imports/schema.ts";
import { postableKinds } from "#app/domain/opportunities/policy.ts";

/** The largest spreadsheet that may be uploaded; the command line has no such limit. */
export const MOST_UPLOAD_BYTES = 25 * 1024 * 1024;

/** Who may import: those whose organisation posts something. @throws DomainError forbidden */
export function refuseImporter(actor: Actor): void {
  if (postableKinds(actor).length === 0)
    throw new DomainError(
      "forbidden",
      "Imports are for owners and editors of organisations that post opportunities.",
    );
}

/** Recognises a file with the same columns as one before. */
export function hashOfColumns(columns: string[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(JSON.stringify(columns)).digest());
}

/**
 * Takes an uploaded file in and proposes a mapping: the one used for the same columns last time, else a guess.
 * @throws DomainError forbidden, or invalid when the file cannot be read; the file is removed then
 */
export async function createImportRun(actor: Actor, upload: StoredUpload): Promise<{ id: string }> {
  try {
    refuseImporter(actor);
    if (!mayEdit(actor)) throw new DomainError("forbidden", "Viewers read only.");
    const { columns, rows } = await withLocalFile(upload.storageKey, (file) => readSample(file, 100));
    const organisationId = actor.organisation.id;
    const kept = await db.importMapping.findUnique({
      where: { organisationId_headerHash: { organisationId, headerHash: hashOfColumns(columns) } },
    });
    const before = kept ? importMappingSchema.parse(kept.mapping) : null;
    const isUsable = before !== null && missingColumns(before, columns).length === 0;
    const mapping = isUsable
      ? before
      : proposeMapping(
          columns,
          rows.map((row) => row.cells),
        );
    return await db.importRun.create({
      data: {
        organisationId,
        createdById: actor.userId,
        fileName: upload.fileName,
        storageKey: upload.storageKey,
        mapping,
      },
      select: { id: true },
    });
  } catch (error) {
    await discardFile(upload.storageKey);
    throw error;
  }
}
