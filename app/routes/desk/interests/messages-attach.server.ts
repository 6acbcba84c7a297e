import { parseWithZod } from "@conform-to/zod/v4";
import { data } from "@remix-run/node";
import type { Actor } from "#app/core/actor.ts";
import { DomainError } from "#app/core/errors.ts";
import type { FormResult } from "#app/core/http.server.ts";
import { receiveUpload } from "#app/core/upload.server.ts";
import { attachFile, requireWriter, saveDraft } from "#app/domain/messages/keep-draft.server.ts";
import { draftSchema } from "#app/domain/messages/schema.ts";

/** Twice what may be attached, so that what was typed beside a file that is too large is read, too. */
const RECEIVED_MAX_BYTES = 24_000_000;

/**
 * Takes in the one file of a multipart form and keeps what was typed beside it.
 * @returns the form with what is wrong; null when the file is attached
 * @throws DomainError not_found, forbidden before anything is received
 */
export async function receiveAttachment(actor: Actor, interestId: string, request: Request) {
  await requireWriter(actor, interestId);
  const { fields, upload } = await receiveUpload(request, { maxBytes: RECEIVED_MAX_BYTES });
  const typed = parseWithZod(fields, { schema: draftSchema });
  const refuse = (message: string, status: number) =>
    data<FormResult>({ result: typed.reply({ fieldErrors: { file: [message] } }) }, { status });
  try {
    if (typed.status === "success") await saveDraft(actor, interestId, typed.value.text);
    if (!upload) return refuse("Choose a file first.", 422);
    await attachFile(actor, interestId, upload);
    return null;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === "not_found") throw error;
    return refuse(error.message, error.status);
  }
}
