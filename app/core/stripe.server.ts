import Stripe from "stripe";
import type { Config } from "#app/core/config.server.ts";

const TIMEOUT_MS = 10_000;

type StripeSettings = Exclude<Config["stripe"], { mode: "off" }>;

/** The official client, aimed at Stripe or at another server that speaks its API (STRIPE_API_URL). */
export function stripeClient({ secretKey, apiUrl }: StripeSettings): Stripe {
  const other = apiUrl ? new URL(apiUrl) : null;
  const isSecure = other?.protocol !== "http:";
  return new Stripe(secretKey, {
    timeout: TIMEOUT_MS,
    maxNetworkRetries: 2,
    telemetry: false,
    ...(other && {
      host: other.hostname,
      port: other.port || (isSecure ? "443" : "80"),
      protocol: isSecure ? "https" : "http",
    }),
  });
}
