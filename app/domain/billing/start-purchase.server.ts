import type Stripe from "stripe";
import type { Actor } from "#app/core/actor.ts";
import { config } from "#app/core/config.server.ts";
import { db, type Tx } from "#app/core/db.server.ts";
import { DomainError, notFound } from "#app/core/errors.ts";
import { log } from "#app/core/log.server.ts";
import { paymentSettings, stripe } from "#app/core/stripe.server.ts";
import { requireBuyer, type Buyer } from "#app/domain/billing/policy.ts";
import { offerNamed, readPriceList, type Offer, type Seller } from "#app/domain/billing/price-list.server.ts";
import type { OrderInput, OrderTerms } from "#app/domain/billing/schema.ts";
import { ownedBy } from "#app/domain/opportunities/policy.ts";
import type { BillingProfile, Purchase } from "#prisma/generated/client.ts";

/** While these last, somebody can read it or will again. */
export const FEATURABLE_STATUSES = ["published", "on_hold"] as const;

/** The member who buys, with the right to. @throws DomainError forbidden, unauthenticated */
export async function readBuyer(tx: Pick<Tx, "membership">, actor: Actor): Promise<Buyer> {
  const membership =
    actor.kind === "person" && actor.organisation
      ? await tx.membership.findFirst({
          where: { userId: actor.userId, organisationId: actor.organisation.id },
          select: { mayBuy: true },
        })
      : null;
  requireBuyer(actor, membership?.mayBuy ?? false);
  return actor;
}

/** @throws DomainError not_found, conflict when its state makes it pointless */
export async function findFeaturable(tx: Tx, buyer: Buyer, reference: string) {
  const opportunity = await tx.opportunity.findFirst({
    where: { AND: [{ reference }, ownedBy(buyer)] },
    select: { id: true, status: true, reference: true, title: true },
  });
  if (!opportunity) throw notFound("This opportunity");
  if (!FEATURABLE_STATUSES.some((status) => status === opportunity.status))
    throw new DomainError("conflict", "Only what is published or on hold can be featured. Publish it first.");
  return opportunity;
}

const PROFILE_NEEDED = "Say first whom the invoice names: fill in “Billing details”, then choose again.";

function termsOf(offer: Offer, seller: Seller, profile: BillingProfile): OrderTerms {
  const { legalName, address, country, stateCode, gstin, email } = profile;
  return {
    description: offer.description,
    creditDays: offer.product === "credit_pack" ? offer.days : null,
    serviceCode: offer.serviceCode,
    taxPercent: offer.taxPercent,
    seller: { ...seller },
    buyer: { legalName, address, country, stateCode, gstin, email },
  };
}

/** Writes the order down at today's price, or finds the one that the same form made before. */
function writeOrder(actor: Actor, input: OrderInput & { reference: string | null }): Promise<Purchase> {
  return db.$transaction(async (tx) => {
    const buyer = await readBuyer(tx, actor);
    const organisationId = buyer.organisation.id;
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`order.${organisationId}.${input.requestKey}`}))`;
    const known = await tx.purchase.findUnique({
      where: { organisationId_requestKey: { organisationId, requestKey: input.requestKey } },
    });
    if (known) return known;
    const opportunity = input.reference === null ? null : await findFeaturable(tx, buyer, input.reference);
    const profile = await tx.billingProfile.findUnique({ where: { organisationId } });
    if (!profile) throw new DomainError("conflict", PROFILE_NEEDED);
    const { offers, seller } = await readPriceList(profile, tx);
    const fitting = offers.filter(({ product }) => (product === "featured") === (opportunity !== null));
    const offer = offerNamed(fitting, input.plan);
    return tx.purchase.create({
      data: {
        organisationId,
        requestKey: input.requestKey,
        product: offer.product,
        planCode: offer.code,
        opportunityId: opportunity?.id ?? null,
        days: offer.product === "featured" ? offer.days : null,
        credits: offer.credits,
        paidWith: "stripe",
        currency: offer.currency,
        ...offer.price,
        terms: termsOf(offer, seller, profile),
        createdById: buyer.userId,
      },
    });
  });
}

function sessionParams(order: Purchase): Stripe.Checkout.SessionCreateParams {
  const { description, buyer, taxPercent } = order.terms as OrderTerms;
  const page = `${config.publicUrl}/desk/billing/purchases/${order.id}`;
  const taxMinor = order.totalMinor - order.netMinor;
  const line = (name: string, minor: bigint) => ({
    price_data: {
      currency: order.currency.toLowerCase(),
      unit_amount: Number(minor),
      product_data: { name },
    },
    quantity: 1,
  });
  const metadata = { purchase_id: order.id };
  return {
    mode: "payment",
    line_items: [
      line(description, order.netMinor),
      ...(taxMinor > 0n ? [line(`GST ${taxPercent} %`, taxMinor)] : []),
    ],
    success_url: `${page}?back=paid`,
    cancel_url: `${page}?back=left`,
    client_reference_id: order.id,
    customer_email: buyer.email,
    metadata,
    payment_intent_data: { metadata },
  };
}

const TRY_LATER =
  "The payment service does not answer. Nothing was charged and your choice is kept: try again in a few minutes.";

/**
 * Has Stripe open a payment page for an order. The order's id is the key of the request, so that asking again after a
 * lost answer brings the same page.
 * @throws DomainError unavailable when Stripe does not answer
 */
async function openPayment(order: Purchase): Promise<string> {
  let session: Stripe.Checkout.Session;
  try {
    const client = await stripe();
    session = await client.checkout.sessions.create(sessionParams(order), { idempotencyKey: order.id });
  } catch (error) {
    log.warn({ err: error, purchaseId: order.id }, "the payment service refused or did not answer");
    throw new DomainError("unavailable", TRY_LATER, { retryAfterSeconds: 60 });
  }
  await db.purchase.updateMany({
    where: { id: order.id, status: "created" },
    data: {
      stripeSessionId: session.id,
      paymentUrl: session.url ?? "",
      status: "open",
      version: { increment: 1 },
    },
  });
  return session.url ?? "";
}

/**
 * Orders a plan for an opportunity, or a pack of credits, at the price of our own list, and leads to its payment page.
 * The same form again leads to the same order.
 * @param input.reference of the opportunity; null for a pack
 * @returns where the browser goes: the payment page, or the order's own when there is nothing to pay any more
 * @throws DomainError forbidden, not_found, conflict, invalid; unavailable when Stripe does not answer
 */
export async function startPurchase(
  actor: Actor,
  input: OrderInput & { reference: string | null },
): Promise<{ purchaseId: string; redirectTo: string }> {
  if (!paymentSettings()) throw new DomainError("not_found", "Nothing is sold here for now.");
  const order = await writeOrder(actor, input);
  const ownPage = `/desk/billing/purchases/${order.id}`;
  const url =
    order.status === "created" ? await openPayment(order) : order.status === "open" ? order.paymentUrl : "";
  return { purchaseId: order.id, redirectTo: url || ownPage };
}
