import { z } from "zod";
import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import { documentBar } from "#app/domain/documents/policy.ts";
import { ownedBy, visibleTo } from "#app/domain/opportunities/policy.ts";

/** The documents of an opportunity of the actor's own organisation, with how often each that is not public was fetched. */
export async function listDocuments(actor: Actor, opportunityId: string) {
  const documents = await db.document.findMany({
    where: { opportunity: { AND: [ownedBy(actor), { id: opportunityId }] } },
    orderBy: { createdAt: "asc" },
    select: {
      id: true,
      name: true,
      sizeBytes: true,
      disclosure: true,
      createdAt: true,
      _count: { select: { accesses: true } },
    },
  });
  return documents.map(({ _count, sizeBytes, createdAt, ...document }) => ({
    ...document,
    sizeBytes: Number(sizeBytes),
    createdAt: createdAt.toISOString(),
    downloads: _count.accesses,
  }));
}

/** A document that this actor may download. @throws DomainError not_found for everybody else */
export async function readDocument(actor: Actor, id: string) {
  if (!z.uuid().safeParse(id).success) throw notFound("This document");
  const document = await db.document.findFirst({
    where: { id, opportunity: visibleTo(actor) },
    select: {
      id: true,
      name: true,
      mediaType: true,
      storageKey: true,
      disclosure: true,
      opportunity: { select: { organisationId: true, release: true, releaseCountries: true } },
    },
  });
  if (!document || documentBar(actor, document.disclosure, document.opportunity))
    throw notFound("This document");
  return document;
}
