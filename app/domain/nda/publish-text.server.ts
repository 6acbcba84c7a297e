import { audienceOf, type Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { DomainError } from "#app/core/errors.ts";
import { holdTexts, recordStep } from "#app/domain/nda/agreement-record.server.ts";
import { requireSigner } from "#app/domain/nda/policy.ts";
import type { NdaTextInput } from "#app/domain/nda/schema.ts";

/**
 * Publishes the next version of the organisation's NDA. Invitations that nobody has accepted move on to it; what was
 * accepted keeps its version. The very same text again is answered as done.
 * @throws DomainError forbidden; conflict when a colleague has published another version since
 */
export function publishNdaText(actor: Actor, input: NdaTextInput): Promise<{ version: number }> {
  return db.$transaction(async (tx) => {
    requireSigner(actor);
    const { id: organisationId, kind, name } = actor.organisation;
    if (audienceOf(kind) === "msme")
      throw new DomainError(
        "forbidden",
        `${name} does not post opportunities, so it needs no NDA of its own.`,
      );
    await holdTexts(tx, organisationId);
    const last = await tx.ndaText.findFirst({
      where: { organisationId },
      orderBy: { version: "desc" },
      select: { version: true, title: true, body: true },
    });
    const version = last?.version ?? 0;
    if (last && last.title === input.title && last.body === input.body) return { version };
    if (version !== input.after)
      throw new DomainError(
        "conflict",
        `A colleague has published version ${version} since you opened this page. Your text is still here: compare the two, then press the button again.`,
      );
    const { title, body } = input;
    const text = await tx.ndaText.create({
      data: { organisationId, version: version + 1, title, body, publishedById: actor.userId },
    });
    await tx.$queryRaw`
      select 1 from nda_agreement
      where prime_id = ${organisationId}::uuid and status = 'invited' order by id for update`;
    const waiting = await tx.ndaAgreement.findMany({
      where: { primeId: organisationId, status: "invited" },
      select: { id: true, applicantId: true },
    });
    for (const { id, applicantId } of waiting) {
      await tx.ndaAgreement.update({ where: { id }, data: { textId: text.id } });
      await recordStep(tx, { agreementId: id, toStatus: "invited", textId: text.id, actorId: actor.userId }, [
        applicantId,
      ]);
    }
    return { version: text.version };
  });
}
