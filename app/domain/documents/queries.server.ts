import { z } from "zod";
import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import { documentBar, NOTHING_SIGNED, type NdaStanding } from "#app/domain/documents/policy.ts";
import { ndaStanding } from "#app/domain/nda/standing.server.ts";
import { ownedBy, visibleTo } from "#app/domain/opportunities/policy.ts";
import { readReference } from "#app/domain/reference/read-reference.server.ts";

/** The documents of an opportunity of the actor's own organisation, with how often each that is not public was fetched. */
export async function listDocuments(actor: Actor, opportunityId: string) {
  const documents = await db.document.findMany({
    where: { opportunity: { AND: [ownedBy(actor), { id: opportunityId }] } },
    orderBy: { createdAt: "asc" },
    select: { id: true, name: true, sizeBytes: true, disclosure: true, createdAt: true },
  });
  const counts = await db.documentAccess.groupBy({
    by: ["documentId"],
    where: { documentId: { in: documents.map(({ id }) => id) } },
    _count: { _all: true },
  });
  const countOf = new Map(counts.map(({ documentId, _count }) => [documentId, _count._all]));
  return documents.map(({ sizeBytes, createdAt, ...document }) => ({
    ...document,
    sizeBytes: Number(sizeBytes),
    createdAt: createdAt.toISOString(),
    downloads: countOf.get(document.id) ?? 0,
  }));
}

/** A document that this actor may have, and under which agreement. @throws DomainError not_found for everybody else */
export async function readDocument(actor: Actor, id: string) {
  if (!z.uuid().safeParse(id).success) throw notFound("This document");
  const document = await db.document.findFirst({
    where: { id, opportunity: visibleTo(actor) },
    select: {
      id: true,
      name: true,
      mediaType: true,
      sizeBytes: true,
      storageKey: true,
      disclosure: true,
      opportunityId: true,
      opportunity: {
        select: {
          reference: true,
          organisationId: true,
          release: true,
          releaseCountries: true,
          organisation: { select: { name: true } },
        },
      },
    },
  });
  if (!document) throw notFound("This document");
  const standing: NdaStanding =
    document.disclosure === "on_nda" ? await ndaStanding(actor, document.opportunityId) : NOTHING_SIGNED;
  const rules = await readReference("release");
  if (documentBar(actor, document.disclosure, document.opportunity, standing, rules))
    throw notFound("This document");
  return { ...document, agreement: standing.agreement };
}
export type ReadableDocument = Awaited<ReturnType<typeof readDocument>>;
