import { createServer } from "node:net";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { stripe } from "#app/core/stripe.server.ts";

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Does something while the product's Stripe client speaks to a port on which nobody listens. */
export async function withDeadStripe(work: () => Promise<void>): Promise<void> {
  const client = (await stripe()) as unknown as { _api: { port: string } };
  const { port } = client._api;
  client._api.port = String(await closedPort());
  try {
    await work();
  } finally {
    client._api.port = port;
  }
}
