import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import type { ProfileInput } from "#app/domain/billing/schema.ts";
import { readBuyer } from "#app/domain/billing/start-purchase.server.ts";

/**
 * Says whom invoices name from now on, and where receipts go. Orders keep the details of the day they were made.
 * @throws DomainError forbidden without the billing right
 */
export async function saveBillingProfile(actor: Actor, profile: ProfileInput): Promise<void> {
  await db.$transaction(async (tx) => {
    const { organisation } = await readBuyer(tx, actor);
    // A state and its number mean something within India only, whatever a form still holds.
    const details = profile.country === "IN" ? profile : { ...profile, stateCode: "", gstin: "" };
    await tx.billingProfile.upsert({
      where: { organisationId: organisation.id },
      create: { organisationId: organisation.id, ...details },
      update: details,
    });
  });
}
