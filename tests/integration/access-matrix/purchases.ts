import { randomUUID } from "node:crypto";
import { db } from "#app/core/db.server.ts";
import type { OrderTerms } from "#app/domain/billing/schema.ts";
import { MARKERS } from "#tests/integration/access-matrix/markers.ts";

/** Billing details, a paid pack of ten credits, and an order that was not paid. */
export async function makePurchases(organisationId: string) {
  const profile = {
    legalName: MARKERS.billedTo.text,
    address: "7 Works Road",
    country: "IN",
    stateCode: "29",
    email: "accounts@zqposter.example",
  };
  await db.billingProfile.create({ data: { organisationId, ...profile } });
  const seller = {
    legalName: "Seller",
    address: "1 Seller Road",
    stateCode: "29",
    gstin: "",
    email: "seller@example.org",
  };
  const terms: OrderTerms = {
    description: "10 featured listings of 30 days each",
    creditDays: 30,
    serviceCode: "998365",
    taxPercent: 18,
    seller,
    buyer: { ...profile, gstin: "" },
  };
  const order = (status: "paid" | "created") =>
    db.purchase.create({
      data: {
        ...{ organisationId, terms, status, requestKey: randomUUID() },
        ...{ product: "credit_pack", planCode: "pack_10", credits: 10, paidWith: "stripe", currency: "INR" },
        ...{ netMinor: 3_999_900, cgstMinor: 359_991, sgstMinor: 359_991, totalMinor: 4_719_882 },
        paidAt: status === "paid" ? new Date() : null,
      },
    });
  const [pack, unpaid] = [await order("paid"), await order("created")];
  await db.creditEntry.create({
    data: { organisationId, purchaseId: pack.id, packId: pack.id, kind: "bought", change: 10 },
  });
  return { pack: pack.id, unpaid: unpaid.id };
}
