import { z } from "zod";

const id = z.uuid();

/** Every mail the product sends, with the ids it is made from: jobs carry ids, never texts or secrets. */
export const mailSchema = z.discriminatedUnion("template", [
  z.object({ template: z.literal("confirm_email"), userId: id }),
  z.object({ template: z.literal("change_email"), userId: id, newEmail: z.email() }),
  z.object({ template: z.literal("email_changed"), userId: id, oldEmail: z.email() }),
  z.object({ template: z.literal("reset_password"), userId: id }),
  z.object({ template: z.literal("password_changed"), userId: id }),
  z.object({ template: z.literal("already_registered"), userId: id }),
  z.object({ template: z.literal("invitation"), invitationId: id }),
  z.object({ template: z.literal("interest_received"), interestEventId: id, userId: id }),
  z.object({ template: z.literal("interest_changed"), interestEventId: id, userId: id }),
  z.object({ template: z.literal("answers_due"), digestId: id, userId: id }),
  z.object({ template: z.literal("nda_changed"), ndaEventId: id, userId: id }),
  z.object({ template: z.literal("opportunity_expiring"), opportunityId: id, userId: id }),
  z.object({ template: z.literal("saved_search_matches"), alertId: id }),
  z.object({ template: z.literal("new_messages"), messageMailId: id }),
  z.object({ template: z.literal("message_report_decided"), messageReportId: id }),
  z.object({ template: z.literal("certificate_decided"), certificateEventId: id, userId: id }),
  z.object({
    template: z.literal("billing_news"),
    purchaseId: id,
    what: z.enum(["paid", "refunded", "failed"]),
  }),
  z.object({ template: z.literal("certificates_ending"), reminderId: id, userId: id }),
]);
export type Mail = z.infer<typeof mailSchema>;

/** Every job of the product: its name and what it carries. */
export const jobs = {
  /** Brings the search index to the database's present state for all opportunities marked as changed for that engine. */
  "search.index": z.object({ engine: z.enum(["postgres", "meilisearch"]) }),
  /** Cron: starts `search.index` again where changes are still waiting, as after an engine's failure. */
  "search.catch-up": z.object({}),
  /** Writes all of the index again: a rule that documents are made from has begun to hold. */
  "search.rewrite": z.object({}),
  "mail.send": mailSchema,
  /** Compares what has changed in public with the saved searches. After each indexing, and by cron for what is left. */
  "alerts.match": z.object({}),
  /** Cron: queues the daily and weekly mails whose morning has come. */
  "alerts.digest": z.object({}),
  /** Cron: has what closes soon compared with searches for what closes soon. */
  "alerts.closing": z.object({}),
  /** Cron: reminds posters of what waits for their first answer for 7 and 14 days. */
  "interests.remind": z.object({}),
  /** Cron: reminds organisations of certificates that end in 90, 30 or 7 days, or ended. */
  "certificates.remind": z.object({}),
  /** Cron: queues the mails about messages that nobody has read yet. */
  "messages.notify": z.object({}),
  "import.run": z.object({ importRunId: id }),
  /** Brings the order that one of Stripe's objects belongs to up to what Stripe says now. */
  "billing.converge": z.object({ objectId: z.string() }),
  /** Cron: compares orders and ledgers with Stripe, and puts right what events did not. */
  "billing.reconcile": z.object({}),
  /** Only in the sandbox: sends an event to the product, as Stripe does. */
  "sandbox.deliver": z.object({ eventId: z.string() }),
  /** Cron: ends opportunities whose time is over, warns posters 14 days before. */
  "opportunity.expire": z.object({}),
  /** Cron: removes ended sessions, used or ended links, old throttling rows, files without an owner. */
  "housekeeping.sweep": z.object({}),
} as const;

export type JobName = keyof typeof jobs;
export type JobPayload<N extends JobName> = z.input<(typeof jobs)[N]>;

/** UTC crontab of graphile-worker. What a broken engine left behind is picked up by `search.catch-up` every minute. */
export const crontab = `
* * * * * search.catch-up
* * * * * alerts.match
* * * * * messages.notify
*/5 * * * * alerts.digest
30 1 * * * alerts.closing
9 * * * * interests.remind
11,41 * * * * certificates.remind
*/5 * * * * opportunity.expire
17 * * * * housekeeping.sweep
43 * * * * billing.reconcile
`;
