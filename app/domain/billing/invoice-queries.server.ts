import { z } from "zod";
import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import type { InvoiceDocument } from "#app/domain/billing/invoice-document.ts";
import { calendarDateOf, type CalendarDate } from "#app/domain/eligibility/calendar.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import type { InvoiceKind } from "#prisma/generated/enums.ts";

/** Members read their organisation's papers; moderators and jobs all of them. */
function visibleInvoices(actor: Actor): Prisma.InvoiceWhereInput {
  if (actor.kind === "system" || (actor.kind === "person" && actor.isModerator)) return {};
  if (actor.kind !== "person" || !actor.organisation) return { id: { in: [] } };
  return { organisationId: actor.organisation.id };
}

export type ReadInvoice = {
  document: InvoiceDocument;
  /** Null for those who do not act for the buyer and so have no page of the purchase. */
  purchaseId: string | null;
};

/** What is printed on an invoice or a credit note. @throws DomainError not_found */
export async function readInvoice(actor: Actor, id: string): Promise<ReadInvoice> {
  if (!z.uuid().safeParse(id).success) throw notFound("This invoice");
  const row = await db.invoice.findFirst({
    where: { AND: [{ id }, visibleInvoices(actor)] },
    select: { document: true, purchaseId: true, organisationId: true },
  });
  if (!row) throw notFound("This invoice");
  const isBuyer = actor.kind === "person" && actor.organisation?.id === row.organisationId;
  return { document: row.document as InvoiceDocument, purchaseId: isBuyer ? row.purchaseId : null };
}

export type ListedInvoice = { id: string; kind: InvoiceKind; number: string; issuedOn: CalendarDate };

/** The invoice of a purchase and its credit notes, in the order of issuing; empty before it is paid. */
export async function listInvoices(actor: Actor, purchaseId: string): Promise<ListedInvoice[]> {
  const rows = await db.invoice.findMany({
    where: { AND: [{ purchaseId }, visibleInvoices(actor)] },
    select: { id: true, kind: true, number: true, issuedOn: true },
    orderBy: [{ kind: "asc" }, { issuedOn: "asc" }, { serial: "asc" }],
  });
  return rows.map((row) => ({ ...row, issuedOn: calendarDateOf(row.issuedOn) }));
}
