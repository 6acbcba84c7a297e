import { randomUUID } from "node:crypto";
import Stripe from "stripe";
import { config } from "#app/core/config.server.ts";
import { db, pool } from "#app/core/db.server.ts";
import { readActor } from "#app/core/session.server.ts";
import type { SandboxEvent } from "#app/core/stripe-sandbox/objects.ts";
import { playScene, type Scene } from "#app/core/stripe-sandbox/scenes.server.ts";
import { receiveEvent } from "#app/domain/billing/receive-event.server.ts";
import { startPurchase } from "#app/domain/billing/start-purchase.server.ts";
import { handlers } from "#app/jobs/handlers.server.ts";
import { makeMember, makeOpportunity, makeOrganisation, signIn } from "#tests/factories/factories.ts";

const context = () => ({ jobId: randomUUID(), signal: new AbortController().signal });

/** A prime with billing details, its owner, and a published opportunity. */
export async function makeBuyer(
  profile: { country?: string; stateCode?: string; legalName?: string; gstin?: string } = {},
) {
  const organisation = await makeOrganisation({ kind: "large_industry" });
  const user = await makeMember(organisation.id);
  const cookie = await signIn(user, organisation.id);
  await db.billingProfile.create({
    data: {
      organisationId: organisation.id,
      legalName: `${organisation.name} Limited`,
      address: "7 Works Road",
      country: "IN",
      stateCode: "29",
      email: "accounts@prime.example",
      ...profile,
    },
  });
  const opportunity = await makeOpportunity({ organisationId: organisation.id });
  return { organisation, user, cookie, actor: await readActor(cookie), opportunity };
}
export type BuyerWorld = Awaited<ReturnType<typeof makeBuyer>>;

/** Orders a plan, as the form does. @returns the order's row */
export async function order(buyer: BuyerWorld, plan = "featured_30", requestKey: string = randomUUID()) {
  const reference = plan.startsWith("pack") ? null : buyer.opportunity.reference;
  const { purchaseId } = await startPurchase(buyer.actor, { plan, requestKey, pay: "stripe", reference });
  return db.purchase.findUniqueOrThrow({ where: { id: purchaseId } });
}

/** Plays a scene at the payment page of an order. */
export const atPayment = (sessionId: string | null, scene: Scene) => playScene(sessionId!, scene);

/** The events that the sandbox wrote down about an order, the oldest first. */
export async function eventsAbout(...objectIds: (string | null)[]): Promise<SandboxEvent[]> {
  const { rows } = await pool.query<{ object: SandboxEvent }>(
    `select object from sandbox_object where type = 'event'
       and (object #>> '{data,object,id}' = any($1) or object #>> '{data,object,payment_intent}' = any($1)) order by place`,
    [objectIds],
  );
  return rows.map(({ object }) => object);
}

let ticks = 0;

/** What the sandbox's delivery does, without the wire; each delivery has a signature of its own, as Stripe's have. */
export function deliver(event: unknown, options: { secret?: string; atSeconds?: number } = {}) {
  const payload = JSON.stringify(event);
  const { webhookSecret } = config.stripe as Extract<typeof config.stripe, { mode: "sandbox" }>;
  const now = Math.floor(Date.now() / 1000) - (ticks++ % 200);
  const header = Stripe.webhooks.generateTestHeaderString({
    payload,
    secret: options.secret ?? webhookSecret,
    timestamp: options.atSeconds ?? now,
  });
  return receiveEvent(payload, header);
}

/** Runs the job that an event starts. */
export const converge = (objectId: string) => handlers["billing.converge"]({ objectId }, context());

/** The featured time of an opportunity, in whole days from now; null while the clock stands. */
export async function daysFeatured(opportunityId: string): Promise<number | null> {
  const slot = await db.featuredSlot.findUnique({ where: { opportunityId } });
  if (!slot) return 0;
  return slot.endsAt && Math.max(0, Math.round((slot.endsAt.getTime() - Date.now()) / 86_400_000));
}

/** How often a purchase has entitled to anything anew. */
export const ledgerLines = (purchaseId: string) =>
  db.featuredEvent.count({ where: { purchaseId, kind: "entitled" } });
