import type { ActionFunctionArgs } from "@remix-run/node";
import { receiveEvent } from "#app/domain/billing/receive-event.server.ts";

/** Stripe's events: 200 for what was taken and for what means nothing here, 400 for a signature that is not good. */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  if (request.method !== "POST") return new Response("Only POST is taken here.\n", { status: 405 });
  const receipt = await receiveEvent(await request.text(), request.headers.get("Stripe-Signature"));
  if (receipt === "refused")
    return new Response("The signature is missing, wrong, old or used.\n", { status: 400 });
  return new Response("ok\n", { headers: { "Cache-Control": "no-store" } });
}

export const loader = () =>
  new Response("Stripe sends its events here.\n", { status: 405, headers: { Allow: "POST" } });
