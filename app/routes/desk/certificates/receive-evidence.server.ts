import { data, redirect } from "@remix-run/node";
import { DomainError } from "#app/core/errors.ts";
import { receiveUpload } from "#app/core/upload.server.ts";
import { attachEvidence, requireMayAttach } from "#app/domain/certifications/attach-evidence.server.ts";
import { MOST_EVIDENCE_BYTES } from "#app/domain/certifications/evidence-limits.ts";
import type { Member } from "#app/domain/organisations/membership-lock.server.ts";

const STAYS_ON_THE_PAGE = ["invalid", "too_large", "conflict"];

/**
 * Takes a file in for a certificate; nothing is read from people who may not attach anything to it. What is wrong with
 * the file is an answer of the page itself, to be said beside the field.
 * @throws DomainError not_found, forbidden, unavailable
 */
export async function receiveEvidence(member: Member, certificateId: string, request: Request) {
  await requireMayAttach(member, certificateId);
  try {
    const { fields, upload } = await receiveUpload(request, { maxBytes: MOST_EVIDENCE_BYTES });
    if (!upload) throw new DomainError("invalid", "Choose a file first.");
    const replaces = fields.get("replaces") === "on";
    await attachEvidence(member, { certificateId, replaces, upload });
  } catch (error) {
    if (!(error instanceof DomainError && STAYS_ON_THE_PAGE.includes(error.code))) throw error;
    return data({ fileError: error.message }, { status: error.status });
  }
  return redirect(`/desk/certificates/${certificateId}?done=attached`);
}
