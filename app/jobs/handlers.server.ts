import type { z } from "zod";
import { sweep } from "#app/domain/accounts/sweep.server.ts";
import { sweepFiles } from "#app/domain/documents/sweep-files.server.ts";
import { runImport } from "#app/domain/imports/run-import.server.ts";
import { sendQueuedMail } from "#app/domain/mail/send-queued-mail.server.ts";
import { renderMail } from "#app/jobs/mail-templates.server.ts";
import { catchUp, indexPending } from "#search/indexer.server.ts";
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

/** What every job does. Each may run twice, late or beside another one, so each brings about a state. */
export const handlers: Handlers = {
  "search.index": ({ engine }) => indexPending(engine),
  "search.catch-up": () => catchUp(),
  "mail.send": (mail, { jobId }) => sendQueuedMail(mail, jobId, () => renderMail(mail)),
  "import.run": (run) => runImport(run),
  "opportunity.expire": () => expireOpportunities(),
  "housekeeping.sweep": () => Promise.all([sweep(), sweepFiles()]),
};
