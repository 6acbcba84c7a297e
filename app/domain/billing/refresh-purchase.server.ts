import { log } from "#app/core/log.server.ts";
import { paymentSettings } from "#app/core/stripe.server.ts";
import { convergePurchase } from "#app/domain/billing/converge-purchase.server.ts";

/** As long as somebody waits for a page. */
const PATIENCE_MS = 4_000;

/**
 * Brings an order up to what the payment service says now, for a page that shows it, and waits no longer than a reader
 * does: asking goes on beside, and the next look finds its result.
 * @returns false when the service has not answered
 */
export async function refreshPurchase(id: string): Promise<boolean> {
  if (!paymentSettings()) return false;
  let timer: NodeJS.Timeout | undefined;
  const outOfPatience = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  const asked = convergePurchase(id).then(
    () => true,
    (error: unknown) => {
      log.warn({ err: error, purchaseId: id }, "the payment service did not say how an order stands");
      return false;
    },
  );
  try {
    return await Promise.race([asked, outOfPatience]);
  } finally {
    clearTimeout(timer);
  }
}
