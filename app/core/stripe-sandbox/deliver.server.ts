import Stripe from "stripe";
import { config } from "#app/core/config.server.ts";
import { getObject } from "#app/core/stripe-sandbox/store.server.ts";

const TIMEOUT_MS = 10_000;

/** Sends an event to the product as Stripe does: signed, over HTTP. @throws when it is not answered with success */
export async function deliverSandboxEvent(eventId: string): Promise<void> {
  if (config.stripe.mode !== "sandbox") return;
  const payload = JSON.stringify(await getObject("event", eventId));
  const signature = Stripe.webhooks.generateTestHeaderString({
    payload,
    secret: config.stripe.webhookSecret,
  });
  const answer = await fetch(`${config.publicUrl}/webhooks/stripe`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Stripe-Signature": signature },
    body: payload,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`the product answered ${answer.status} to event ${eventId}`);
}
