import { createHash } from "node:crypto";
import Stripe from "stripe";
import { pool } from "#app/core/db.server.ts";
import { paymentSettings } from "#app/core/stripe.server.ts";
import { subjectOf } from "#app/domain/billing/payment-facts.server.ts";

/** A signature is good for five minutes; as long, nobody may send it a second time. */
const TOLERANCE_SECONDS = 300;

export type Receipt = "taken" | "nothing_new" | "refused";

/** Signature, event and job at once: one statement, because Stripe sends hundreds a second after an outage. */
const TAKE = {
  name: "take-stripe-event",
  text: `
    with fresh as (
      insert into stripe_signature (hash) values ($1) on conflict do nothing returning hash
    ), event as (
      insert into stripe_event (id, type, object_id) select $2, $3, $4 from fresh where $4::text is not null
      on conflict do nothing returning object_id
    ), job as (
      select graphile_worker.add_job('billing.converge', json_build_object('objectId', object_id),
        job_key => 'billing.' || object_id) from event
    )
    select (select count(*) from fresh)::int as fresh, (select count(*) from job)::int as jobs`,
};

/**
 * Takes a delivery of Stripe's: what it is about is noted and a job asks Stripe for its present state. The second
 * delivery of an event is nothing new, and neither are kinds of events that change nothing here.
 * @param body exactly as it came
 * @returns "refused" for a wrong, old, missing or repeated signature; nothing is kept then
 * @throws Error when the database does not answer
 */
export async function receiveEvent(body: string, signature: string | null): Promise<Receipt> {
  const settings = paymentSettings();
  if (!settings || !signature) return "refused";
  let event: Stripe.Event;
  try {
    event = Stripe.webhooks.constructEvent(body, signature, settings.webhookSecret, TOLERANCE_SECONDS);
  } catch {
    return "refused";
  }
  const hash = createHash("sha256").update(signature).digest();
  const { rows } = await pool.query<{ fresh: number; jobs: number }>({
    ...TAKE,
    values: [hash, event.id, event.type, subjectOf(event)],
  });
  if (rows[0]!.fresh === 0) return "refused";
  return rows[0]!.jobs > 0 ? "taken" : "nothing_new";
}

/** Forgets signatures that are too old to be sent again. @returns how many */
export async function sweepSignatures(): Promise<number> {
  const { rowCount } = await pool.query(
    "delete from stripe_signature where received_at < now() - make_interval(secs => $1)",
    [2 * TOLERANCE_SECONDS],
  );
  return rowCount ?? 0;
}
