import type { z } from "zod";
import { pool } from "#app/core/db.server.ts";
import { deliverSandboxEvent } from "#app/core/stripe-sandbox/deliver.server.ts";
import { sweep } from "#app/domain/accounts/sweep.server.ts";
import { markClosing } from "#app/domain/alerts/mark-closing.server.ts";
import { matchCandidates } from "#app/domain/alerts/match-candidates.server.ts";
import { convergeObject } from "#app/domain/billing/converge-purchase.server.ts";
import { sweepSignatures } from "#app/domain/billing/receive-event.server.ts";
import { reconcile } from "#app/domain/billing/reconcile.server.ts";
import { paymentSettings } from "#app/core/stripe.server.ts";
import { log } from "#app/core/log.server.ts";
import { sendDueDigests } from "#app/domain/alerts/send-due-digests.server.ts";
import { queueReminders } from "#app/domain/certifications/queue-reminders.server.ts";
import { sweepFiles } from "#app/domain/files/sweep-files.server.ts";
import { runImport } from "#app/domain/imports/run-import.server.ts";
import { remindPosters } from "#app/domain/interests/remind-posters.server.ts";
import { sendQueuedMail } from "#app/domain/mail/send-queued-mail.server.ts";
import { sendDueNotices } from "#app/domain/messages/send-due-notices.server.ts";
import { alertFinder } from "#app/jobs/alert-finder.server.ts";
import { renderMail } from "#app/jobs/mail-templates.server.ts";
import { catchUp, indexPending, markAll } from "#search/indexer.server.ts";
import { engines } from "#search/select.server.ts";
import { tidyIndex } from "#search/tidy.server.ts";
import { expireOpportunities } from "#app/domain/opportunities/expire-opportunities.server.ts";
import type { jobs, JobName } from "#app/jobs/catalogue.ts";

export type JobContext = {
  /** The same on every attempt. */
  jobId: string;
  /** Aborts when the process is about to stop; long work hands itself back. */
  signal: AbortSignal;
};

type Handlers = {
  [N in JobName]: (payload: z.output<(typeof jobs)[N]>, context: JobContext) => Promise<unknown>;
};

/**
 * Ends the waiting `search.index` jobs of an engine: whatever they were added with is committed, so the job that
 * asks this is about to index it. Without this a thousand published rows are a thousand jobs with nothing to do.
 */
async function endWaitingIndexJobs(engine: string): Promise<void> {
  await pool.query(
    `select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs
     where task_identifier = 'search.index' and queue_name = $1 and locked_at is null having count(*) > 0`,
    [`search.${engine}`],
  );
}

/**
 * Asks for the saved searches' turn, once a second at most, however many index jobs end. When this is lost, the
 * candidates are not: they were committed with the change, and the timetable looks for them every minute.
 */
async function requestMatching(): Promise<void> {
  await pool.query(
    `select graphile_worker.add_job('alerts.match', '{}', queue_name => 'alerts', job_key => 'alerts.match',
       job_key_mode => 'preserve_run_at', run_at => now() + interval '1 second')
     where exists (select from alert_candidate)`,
  );
}

/** Longer than the hours between two runs, whatever was down in the meantime. */
const RECONCILED_DAYS = 3;

/** What a person has to look at is in the log, and `npm run billing:reconcile` names it again. */
async function reconcileRecent(): Promise<void> {
  if (!paymentSettings()) return;
  const report = await reconcile(new Date(Date.now() - RECONCILED_DAYS * 24 * 3600 * 1000));
  if (report.healed.length > 0) log.warn(report, "orders were put right");
  if (report.unresolved.length > 0) log.error(report, "orders do not agree with Stripe");
}

/** What every job does. Each may run twice, late or beside another one, so each brings about a state. */
export const handlers: Handlers = {
  "search.index": async ({ engine }) => {
    await endWaitingIndexJobs(engine);
    await indexPending(engine);
    if (engine === "postgres") await requestMatching();
  },
  "search.catch-up": async () => {
    await catchUp();
    await tidyIndex();
  },
  "search.rewrite": async () => {
    for (const { name } of engines) {
      await markAll(name);
      await indexPending(name);
    }
  },
  "mail.send": (mail, { jobId }) => sendQueuedMail(mail, jobId, () => renderMail(mail)),
  "alerts.match": () => matchCandidates(alertFinder),
  "alerts.digest": () => sendDueDigests(),
  "alerts.closing": () => markClosing(),
  "interests.remind": () => remindPosters(),
  "certificates.remind": () => queueReminders(),
  "messages.notify": () => sendDueNotices(),
  "import.run": (run) => runImport(run),
  "billing.converge": ({ objectId }) => convergeObject(objectId),
  "billing.reconcile": () => reconcileRecent(),
  "sandbox.deliver": ({ eventId }) => deliverSandboxEvent(eventId),
  "opportunity.expire": () => expireOpportunities(),
  "housekeeping.sweep": () => Promise.all([sweep(), sweepFiles(), sweepSignatures()]),
};
