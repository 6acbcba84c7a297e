import type { Actor, Person } from "#app/core/actor.ts";
import { db, type Tx } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { CERTIFICATE_STATUSES } from "#app/core/reference/terms.ts";
import {
  currentEvidenceIds,
  lockCertificate,
  recordCertificateEvent,
} from "#app/domain/certifications/certificate-record.server.ts";
import type { CertificateDecision } from "#app/domain/certifications/decision-schema.ts";
import { rejectionText } from "#app/domain/certifications/rejection-reasons.ts";
import { requireModerator } from "#app/domain/moderation/policy.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import type { Certificate } from "#prisma/generated/client.ts";

const STANDING_ASIDE = "You belong to this organisation, so another moderator decides on its certificates.";

/** Why this moderator may not decide on an organisation's certificates, or null. */
export async function decisionBar(
  tx: Tx,
  { userId }: Person,
  organisationId: string,
): Promise<string | null> {
  const own = await tx.membership.findUnique({
    where: { userId_organisationId: { userId, organisationId } },
    select: { role: true },
  });
  return own ? STANDING_ASIDE : null;
}

function lastEvent(tx: Tx, certificateId: string) {
  return tx.certificateEvent.findFirst({
    where: { certificateId },
    orderBy: { createdAt: "desc" },
    select: { type: true, note: true, actor: { select: { name: true } } },
  });
}

/** Says what happened since the page was opened. */
function overtaken(certificate: Certificate, last: Awaited<ReturnType<typeof lastEvent>>): DomainError {
  const isDecision = last?.type === "verified" || last?.type === "rejected";
  return new DomainError(
    "conflict",
    isDecision
      ? `${last.actor?.name ?? "Another moderator"} was quicker: this is now “${CERTIFICATE_STATUSES[certificate.status].label}”. Read the decision before you take another one.`
      : "The organisation has changed this certificate or its evidence since you opened the page. Look at it as it is now, then decide again.",
  );
}

/** Queues a mail to each owner and editor whose address is confirmed. */
async function tellOrganisation(tx: Tx, organisationId: string, certificateEventId: string): Promise<void> {
  const people = await tx.membership.findMany({
    where: { organisationId, role: { in: ["owner", "editor"] }, user: { emailVerifiedAt: { not: null } } },
    select: { userId: true },
  });
  for (const { userId } of people)
    await enqueue(tx, "mail.send", { template: "certificate_decided", certificateEventId, userId });
}

/**
 * Takes a moderator's decision about what a certificate claims: state, history and mails together, once. The same
 * decision again is answered as done; one about what is no longer so is refused.
 * @returns whether something changed
 * @throws DomainError not_found for everybody but moderators; forbidden for those who belong to the organisation;
 * conflict when another moderator or the organisation was quicker, or there is no evidence to decide on
 */
export function decideCertificate(
  actor: Actor,
  id: string,
  decision: CertificateDecision,
): Promise<{ changed: boolean }> {
  const moderator = requireModerator(actor);
  const status = decision.intent === "verify" ? ("verified" as const) : ("rejected" as const);
  const note = decision.intent === "verify" ? "" : rejectionText(decision.reason, decision.explanation);
  return db.$transaction(async (tx) => {
    const before = await lockCertificate(tx, id, {});
    const bar = await decisionBar(tx, moderator, before.organisationId);
    if (bar) throw new DomainError("forbidden", bar);
    if (before.status === status && before.decisionReason === note) return { changed: false };
    if (before.version !== decision.version) throw overtaken(before, await lastEvent(tx, id));
    const evidenceIds = await currentEvidenceIds(tx, id);
    if (evidenceIds.length === 0)
      throw new DomainError("conflict", "There is no evidence to decide on. It has to be handed in first.");
    const after = await tx.certificate.update({
      where: { id },
      data: {
        status,
        version: { increment: 1 },
        handedInAt: null,
        decidedAt: new Date(),
        decisionReason: note,
      },
    });
    const eventId = await recordCertificateEvent(tx, actor, after, { type: status, note, evidenceIds });
    await tellOrganisation(tx, before.organisationId, eventId);
    return { changed: true };
  });
}
