import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import { isReleasedTo } from "#app/domain/opportunities/release.ts";
import { readReference } from "#app/domain/reference/read-reference.server.ts";
import { ownedBy } from "#app/domain/opportunities/policy.ts";

/** Whether the confidential documents of one opportunity are open to an organisation, and what keeps them closed. */
export type DocumentReader = {
  organisationId: string;
  name: string;
  slug: string;
  /** Of the agreement in force; null when there is none any more. */
  ndaVersion: number | null;
  isGranted: boolean;
  grantedAt: string | null;
  revokedAt: string | null;
  /** What stands against it besides the grant, as a sentence; "" when nothing does. */
  obstacle: string;
};

/**
 * The organisations that have signed with the poster, with their standing at one of its opportunities.
 * @throws DomainError not_found for other than the poster's own people
 */
export async function listDocumentReaders(actor: Actor, reference: string) {
  const opportunity = await db.opportunity.findFirst({
    where: { AND: [{ reference }, ownedBy(actor)] },
    select: {
      id: true,
      reference: true,
      title: true,
      organisationId: true,
      release: true,
      releaseCountries: true,
      documents: { where: { disclosure: "on_nda" }, select: { id: true, name: true } },
      documentGrants: { orderBy: { grantedAt: "desc" } },
    },
  });
  if (!opportunity) throw notFound("This opportunity");
  const rules = await readReference("release");
  const organisations = await db.organisation.findMany({
    where: {
      ndaAsApplicant: {
        some: {
          primeId: opportunity.organisationId,
          status: { in: ["countersigned", "revoked", "replaced"] },
        },
      },
    },
    orderBy: { name: "asc" },
    select: {
      id: true,
      name: true,
      slug: true,
      kind: true,
      country: true,
      verification: true,
      ndaAsApplicant: {
        where: { primeId: opportunity.organisationId, status: "countersigned" },
        select: { text: { select: { version: true } } },
      },
    },
  });
  const readers = organisations.map(({ id, name, slug, kind, country, verification, ndaAsApplicant }) => {
    const grant = opportunity.documentGrants.find(({ organisationId }) => organisationId === id);
    const ndaVersion = ndaAsApplicant[0]?.text.version ?? null;
    const obstacle =
      ndaVersion === null
        ? "No agreement is in force."
        : verification !== "verified"
          ? "It is not verified now."
          : isReleasedTo({ kind, country }, opportunity, rules)
            ? ""
            : "This opportunity is not released to it.";
    return {
      ...{ organisationId: id, name, slug, ndaVersion, obstacle },
      isGranted: grant !== undefined && grant.revokedAt === null,
      grantedAt: grant?.grantedAt.toISOString() ?? null,
      revokedAt: grant?.revokedAt?.toISOString() ?? null,
    } satisfies DocumentReader;
  });
  const { id, title, documents } = opportunity;
  return { id, reference: opportunity.reference, title, documents, readers };
}
