import { config } from "#app/core/config.server.ts";
import { db } from "#app/core/db.server.ts";
import { dateText } from "#app/core/formats.ts";
import { formatMoney } from "#app/core/money.ts";
import type { Currency } from "#app/core/reference/currencies.ts";
import type { MailOf } from "#app/components/emails/account-mail.server.ts";
import type { OrderTerms } from "#app/domain/billing/schema.ts";
import type { RenderedMail } from "#app/domain/mail/send-queued-mail.server.ts";
import type { Purchase } from "#prisma/generated/client.ts";

const LOCALE = "en-IN";

const moneyOf = (order: Purchase) => (minor: bigint) =>
  formatMoney(minor, order.currency as Currency, LOCALE);

/** "₹4,999 and CGST ₹449.91, SGST ₹449.91". */
function partsText(order: Purchase): string {
  const money = moneyOf(order);
  const taxes = (["cgst", "sgst", "igst"] as const).flatMap((tax) =>
    order[`${tax}Minor`] > 0n ? [`${tax.toUpperCase()} ${money(order[`${tax}Minor`])}`] : [],
  );
  return taxes.length > 0
    ? `${money(order.netMinor)} and ${taxes.join(", ")}`
    : `${money(order.netMinor)}, no tax`;
}

function receipt(order: Purchase, what: string, { buyer, seller }: OrderTerms) {
  const total = moneyOf(order)(order.totalMinor);
  const gstin = seller.gstin && ` (GSTIN ${seller.gstin})`;
  return {
    subject: `Receipt: ${total} for ${what}`,
    paragraphs: [
      `We have received ${total} on ${dateText((order.paidAt ?? new Date()).toISOString(), LOCALE)}. Thank you.`,
      `For: ${what}.`,
      `The price is ${partsText(order)}.`,
      `Billed to ${buyer.legalName}${buyer.gstin && ` (GSTIN ${buyer.gstin})`} by ${seller.legalName}${gstin}.`,
    ],
  };
}

function refund(order: Purchase, what: string) {
  const money = moneyOf(order);
  const isWhole = order.refundedMinor === order.totalMinor;
  return {
    subject: `Refund for ${what}`,
    paragraphs: [
      `Of the ${money(order.totalMinor)} that were paid for ${what}, ${isWhole ? "all" : `${money(order.refundedMinor)} in all`} went back to you. Your bank may take some days to show it.`,
      isWhole
        ? "What was left of the purchase has ended."
        : "The same part of what was bought has ended; the rest goes on.",
    ],
  };
}

function failure(order: Purchase, what: string) {
  return {
    subject: `The payment for ${what} did not arrive`,
    paragraphs: [
      `The ${moneyOf(order)(order.totalMinor)} for ${what} did not arrive: the bank has refused the payment. Nothing was charged, and nothing was bought.`,
      "If you still want it, order it again.",
    ],
  };
}

/** To the billing address: money has arrived, has gone back, or will not arrive. */
export async function render({
  purchaseId,
  what: news,
}: MailOf<"billing_news">): Promise<RenderedMail | null> {
  const order = await db.purchase.findUnique({
    where: { id: purchaseId },
    include: {
      opportunity: { select: { reference: true, title: true } },
      organisation: { select: { billingProfile: { select: { email: true } } } },
    },
  });
  if (!order) return null;
  // What is not true any more is no news: the money arrived after all.
  if (news === "failed" && order.status !== "failed") return null;
  const terms = order.terms as OrderTerms;
  const what = order.opportunity
    ? `${terms.description}: ${order.opportunity.title} (${order.opportunity.reference})`
    : terms.description;
  const texts = {
    paid: () => receipt(order, what, terms),
    refunded: () => refund(order, what),
    failed: () => failure(order, what),
  };
  return {
    to: order.organisation.billingProfile?.email ?? terms.buyer.email,
    key: `billing.${purchaseId}.${news}`,
    ...texts[news](),
    action: { label: "Open the purchase", url: `${config.publicUrl}/desk/billing/purchases/${purchaseId}` },
  };
}
