import Stripe from "stripe";
import { config, type Config } from "#app/core/config.server.ts";
import { DomainError } from "#app/core/errors.ts";

const TIMEOUT_MS = 10_000;

type StripeSettings = Exclude<Config["stripe"], { mode: "off" }>;

/** The address whose server speaks Stripe's API: Stripe's own unless another is given; null for Stripe's own. */
async function apiAddress(settings: StripeSettings): Promise<URL | null> {
  if (settings.mode !== "sandbox") return settings.apiUrl ? new URL(settings.apiUrl) : null;
  const { startSandbox } = await import("#app/core/stripe-sandbox/api.server.ts");
  return new URL(await startSandbox(settings.secretKey, (id) => `${config.publicUrl}/sandbox/pay/${id}`));
}

async function makeClient(settings: StripeSettings): Promise<Stripe> {
  const other = await apiAddress(settings);
  const isSecure = other?.protocol !== "http:";
  return new Stripe(settings.secretKey, {
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

/** What this process sells with; null where payments are off. */
export function paymentSettings(): StripeSettings | null {
  return config.stripe.mode === "off" ? null : config.stripe;
}

let client: Promise<Stripe> | null = null;

/**
 * The official client, aimed at Stripe, at another server that speaks its API (STRIPE_API_URL), or at the sandbox.
 * @throws DomainError not_found where payments are off
 */
export function stripe(): Promise<Stripe> {
  const settings = paymentSettings();
  if (!settings) throw new DomainError("not_found", "Nothing is sold here.");
  client ??= makeClient(settings).catch((error: unknown) => {
    client = null;
    throw error;
  });
  return client;
}
