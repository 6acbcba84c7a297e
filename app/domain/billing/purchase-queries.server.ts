import { z } from "zod";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import { spanOf, type AccountingYear } from "#app/domain/billing/accounting-year.ts";
import { purchaseStateOf } from "#app/domain/billing/purchase-states.ts";
import type { OrderTerms } from "#app/domain/billing/schema.ts";
import type { Member } from "#app/domain/organisations/membership-lock.server.ts";
import type { Prisma } from "#prisma/generated/client.ts";

const PAGE_SIZE = 50;

const include = {
  opportunity: { select: { reference: true, title: true } },
  createdBy: { select: { name: true } },
} satisfies Prisma.PurchaseInclude;
type Row = Prisma.PurchaseGetPayload<{ include: typeof include }>;

/** The organisation's own. An order belongs to the year in which it was paid, or else was made. */
function ownIn(actor: Member, year: AccountingYear | null): Prisma.PurchaseWhereInput {
  const organisationId = actor.organisation.id;
  if (year === null) return { organisationId };
  const span = spanOf(year);
  return { organisationId, OR: [{ paidAt: span }, { paidAt: null, createdAt: span }] };
}

function viewOf(row: Row) {
  const { id, product, currency, days, credits, paidWith, requestKey, planCode, paymentUrl } = row;
  const terms = row.terms as OrderTerms;
  return {
    ...{ id, product, currency, days, credits, paidWith, requestKey, planCode, paymentUrl },
    opportunityId: row.opportunityId,
    opportunity: row.opportunity,
    state: purchaseStateOf(row),
    description: terms.description,
    taxPercent: terms.taxPercent,
    buyer: terms.buyer.legalName,
    by: row.createdBy?.name ?? "",
    at: (row.paidAt ?? row.createdAt).toISOString(),
    createdAt: row.createdAt.toISOString(),
    paidAt: row.paidAt?.toISOString() ?? null,
    netMinor: row.netMinor.toString(),
    cgstMinor: row.cgstMinor.toString(),
    sgstMinor: row.sgstMinor.toString(),
    igstMinor: row.igstMinor.toString(),
    taxMinor: (row.totalMinor - row.netMinor).toString(),
    totalMinor: row.totalMinor.toString(),
    refundedMinor: row.refundedMinor.toString(),
  };
}
/** A purchase as pages show it; amounts in the currency's minor unit, as text. */
export type PurchaseView = ReturnType<typeof viewOf>;

/** One page of the organisation's purchases, the newest first. @param year null for all */
export async function listPurchases(
  actor: Member,
  { year, page }: { year: AccountingYear | null; page: number },
): Promise<{ purchases: PurchaseView[]; pageCount: number }> {
  const where = ownIn(actor, year);
  const [rows, total] = await Promise.all([
    db.purchase.findMany({
      where,
      include,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: PAGE_SIZE,
      skip: (page - 1) * PAGE_SIZE,
    }),
    db.purchase.count({ where }),
  ]);
  return { purchases: rows.map(viewOf), pageCount: Math.ceil(total / PAGE_SIZE) };
}

/** All purchases of a year, or of all years, the oldest first, as an accountant's file has them. */
export async function readAllPurchases(actor: Member, year: AccountingYear | null): Promise<PurchaseView[]> {
  const rows = await db.purchase.findMany({
    where: ownIn(actor, year),
    include,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(viewOf);
}

/** The accounting years in which the organisation has bought, the newest first. */
export async function listPurchaseYears(actor: Member): Promise<AccountingYear[]> {
  const rows = await db.$queryRaw<{ year: number }[]>`
    select distinct extract(year from
      coalesce(paid_at, created_at) at time zone 'Asia/Kolkata' - interval '3 months')::int as year
    from purchase where organisation_id = ${actor.organisation.id}::uuid order by year desc`;
  return rows.map(({ year }) => year);
}

/** One purchase of the actor's organisation. @throws DomainError not_found */
export async function readPurchase(actor: Member, id: string): Promise<PurchaseView> {
  const row = z.uuid().safeParse(id).success
    ? await db.purchase.findFirst({ where: { id, organisationId: actor.organisation.id }, include })
    : null;
  if (!row) throw notFound("This purchase");
  return viewOf(row);
}
