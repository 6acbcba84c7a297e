import { db, type Tx } from "#app/core/db.server.ts";
import type { DocumentGrant, NdaAgreement, NdaText, Prisma } from "#prisma/generated/client.ts";

const BODY = `## What is confidential

Whatever the poster shows under this agreement and what is not public already.

## What the reader does with it

The reader uses it only to judge whether to work together, shows it to nobody outside its own organisation, and gives it back or destroys it when it is asked to.`;

/** The first version of an organisation's NDA. */
export function makeNdaText(
  fields: { organisationId: string } & Partial<Prisma.NdaTextUncheckedCreateInput>,
  tx: Tx = db,
): Promise<NdaText> {
  return tx.ndaText.create({
    data: { version: 1, title: "Mutual non-disclosure agreement", body: BODY, ...fields },
  });
}

/** An agreement in force between two organisations, on the poster's newest text, made if there is none. */
export async function makeAgreement(
  {
    primeId,
    applicantId,
    ...fields
  }: { primeId: string; applicantId: string } & Partial<Prisma.NdaAgreementUncheckedCreateInput>,
  tx: Tx = db,
): Promise<NdaAgreement> {
  const newest = { where: { organisationId: primeId }, orderBy: { version: "desc" } } as const;
  const text = (await tx.ndaText.findFirst(newest)) ?? (await makeNdaText({ organisationId: primeId }, tx));
  const status = fields.status ?? "countersigned";
  const isAccepted = status !== "invited" && status !== "revoked";
  const agreement = await tx.ndaAgreement.create({
    data: {
      primeId,
      applicantId,
      textId: text.id,
      status,
      ...(isAccepted
        ? {
            acceptedName: "Asha Verma",
            acceptedRole: "Managing director",
            acceptedAt: new Date(),
            acceptedAddress: "203.0.113.9",
            acceptedUserAgent: "tests",
          }
        : {}),
      ...(status === "countersigned" ? { countersignedName: "Meera Iyer", countersignedAt: new Date() } : {}),
      ...fields,
    },
  });
  await tx.ndaEvent.create({ data: { agreementId: agreement.id, toStatus: status, textId: text.id } });
  return agreement;
}

/** Opens the `on_nda` documents of an opportunity to an organisation that has signed. */
export function makeGrant(
  fields: { opportunityId: string; organisationId: string },
  tx: Tx = db,
): Promise<DocumentGrant> {
  return tx.documentGrant.create({ data: fields });
}
