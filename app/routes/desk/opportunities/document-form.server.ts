import type { Actor } from "#app/core/actor.ts";
import { DomainError } from "#app/core/errors.ts";
import { discardFile } from "#app/core/files.server.ts";
import { disclosureLevelValues, type DisclosureLevel } from "#app/core/reference/terms.ts";
import { receiveUpload } from "#app/core/upload.server.ts";
import { attachDocument, refuseUnattachable } from "#app/domain/documents/attach-document.server.ts";
import { discloseDocument, removeDocument } from "#app/domain/documents/change-document.server.ts";
import { MOST_DOCUMENT_BYTES } from "#app/domain/files/limits.ts";

/** Whether a request brings a file. */
export function isUpload(request: Request): boolean {
  return request.headers.get("Content-Type")?.startsWith("multipart/form-data") ?? false;
}

function disclosureOf(form: FormData): DisclosureLevel {
  const chosen = form.get("disclosure");
  const level = disclosureLevelValues.find((value) => value === chosen);
  if (!level) throw new DomainError("invalid", "Choose who may read the document.");
  return level;
}

/** Takes a file in for an opportunity. Nothing is read from people who may not attach anything to it. @throws DomainError */
export async function receiveDocument(actor: Actor, reference: string, request: Request): Promise<void> {
  await refuseUnattachable(actor, reference);
  const { fields, upload } = await receiveUpload(request, { maxBytes: MOST_DOCUMENT_BYTES });
  if (!upload) throw new DomainError("invalid", "Choose a file first.");
  let disclosure: DisclosureLevel;
  try {
    disclosure = disclosureOf(fields);
  } catch (error) {
    await discardFile(upload.storageKey);
    throw error;
  }
  await attachDocument(actor, { reference, disclosure, upload });
}

/** Changes or removes one document, if that is what the form asks. @returns whether it was @throws DomainError */
export async function changeDocument(actor: Actor, reference: string, form: FormData): Promise<boolean> {
  const documentId = form.get("document");
  if (typeof documentId !== "string") return false;
  const target = { reference, documentId };
  if (form.get("intent") === "remove") await removeDocument(actor, target);
  else await discloseDocument(actor, { ...target, disclosure: disclosureOf(form) });
  return true;
}
