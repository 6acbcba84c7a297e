import { mayEdit } from "#app/core/actor.ts";
import { db, type Tx } from "#app/core/db.server.ts";
import { DomainError, fieldError } from "#app/core/errors.ts";
import type { Member } from "#app/domain/organisations/membership-lock.server.ts";
import { stampOf } from "#app/domain/organisations/part-forms.ts";
import type { Equipment, PastSupply } from "#app/domain/organisations/part-rows.ts";
import type { ProfileChange } from "#app/domain/organisations/part-schemas.ts";
import { PARTS, type Part } from "#app/domain/organisations/parts.ts";
import { PUBLIC_PROFILE } from "#app/domain/organisations/public-queries.server.ts";
import { classToKeep } from "#app/domain/organisations/size.ts";
import { readReference } from "#app/domain/reference/read-reference.server.ts";
import { enqueueIndexing } from "#app/jobs/enqueue.server.ts";
import type { Prisma } from "#prisma/generated/client.ts";

const NO_CAPABILITY = {
  processes: [] as string[],
  otherProcesses: [] as string[],
  equipment: [] as Equipment[],
  pastSupplies: [] as PastSupply[],
  countriesServed: [] as string[],
  licenceDetails: "",
  nicCodes: [] as string[],
  udyam: null as string | null,
  gstin: null as string | null,
  pan: null as string | null,
  lei: null as string | null,
  duns: null as string | null,
  shownParts: [] as string[],
};

const OWN_PROFILE = {
  ...PUBLIC_PROFILE,
  enterpriseClass: true,
  currency: true,
  yearlyTurnoverMinor: true,
  investmentMinor: true,
  industrialLicence: true,
  timeZone: true,
  _count: { select: { certificates: true } },
  capability: true,
} as const satisfies Prisma.OrganisationSelect;

/** All that an organisation says of itself, for itself. */
export type OwnProfile = Omit<Prisma.OrganisationGetPayload<{ select: typeof OWN_PROFILE }>, "capability"> & {
  capability: typeof NO_CAPABILITY;
};

async function readProfileOf(organisationId: string, tx: Tx): Promise<OwnProfile> {
  const { capability, ...profile } = await tx.organisation.findUniqueOrThrow({
    where: { id: organisationId },
    select: OWN_PROFILE,
  });
  // The rows were read by equipmentRows and supplyRows before they were stored.
  return { ...profile, capability: (capability as OwnProfile["capability"] | null) ?? NO_CAPABILITY };
}

/** The profile of the actor's own organisation, with what cannot be edited beside it. */
export function readOwnProfile(actor: Member): Promise<OwnProfile> {
  return readProfileOf(actor.organisation.id, db);
}

/**
 * Brings the search index up to date with what it shows and filters of an organisation: call it in the same
 * transaction after a change of name, country or verification.
 */
export async function reindexOpportunitiesOf(tx: Tx, organisationId: string): Promise<void> {
  const opportunities = await tx.opportunity.findMany({
    where: { organisationId, publishedAt: { not: null } },
    select: { id: true },
  });
  await enqueueIndexing(
    tx,
    opportunities.map((each) => each.id),
  );
}

async function sizeToKeep(actor: Member, size: NonNullable<ProfileChange["size"]>) {
  const enterpriseClass = classToKeep(actor.organisation.kind, size, await readReference("msme_classes"));
  if (!enterpriseClass.ok) throw fieldError("enterpriseClass", enterpriseClass.message);
  return { ...size, enterpriseClass: enterpriseClass.value };
}

/**
 * Changes one part of the profile. The address of the public page stays, so that links keep working; a new name
 * reaches the search index with the organisation's opportunities.
 * @param stamp what the form began with, see stampOf; without one nobody else's change is looked for
 * @throws DomainError forbidden for viewers, invalid when class and figures contradict each other, conflict when a
 *   colleague changed the part meanwhile
 */
export async function changeProfile(
  actor: Member,
  part: Part,
  { organisation, size, capability }: ProfileChange,
  stamp: string | null,
): Promise<void> {
  if (!mayEdit(actor))
    throw new DomainError(
      "forbidden",
      "You may read the profile, not change it. Ask an owner for the role of editor.",
    );
  const { id } = actor.organisation;
  const kept = size && (await sizeToKeep(actor, size));
  await db.$transaction(async (tx) => {
    // Of two who change something at once, the second sees what the first wrote.
    await tx.$queryRaw`select 1 from organisation where id = ${id}::uuid for no key update`;
    const before = await readProfileOf(id, tx);
    if (stamp !== null && stamp !== stampOf(part, before))
      throw new DomainError(
        "conflict",
        `A colleague changed “${PARTS[part].label}” in the meantime. What you typed is still here: compare it with the profile, and save again to put it in the place of theirs.`,
      );
    if (organisation || kept)
      await tx.organisation.update({ where: { id }, data: { ...organisation, ...kept } });
    if (capability)
      await tx.capability.upsert({
        where: { organisationId: id },
        create: { organisationId: id, ...capability },
        update: capability,
      });
    if (organisation?.name !== undefined && before.name !== organisation.name)
      await reindexOpportunitiesOf(tx, id);
    await tx.$executeRaw`select pg_notify('content_changed', '')`;
  });
}
