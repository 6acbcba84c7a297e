import { randomBytes } from "node:crypto";
import { Writable } from "node:stream";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import type { AppLoadContext, EntryContext, HandleErrorFunction } from "@remix-run/node";
import type { ReactElement } from "react";
import { renderToPipeableStream } from "react-dom/server";
import { config } from "#app/core/config.server.ts";
import { closeDatabase, db, pool } from "#app/core/db.server.ts";
import { guardRoutes, RETRY_AFTER_SECONDS } from "#app/core/failures.server.ts";
import { metricsText, readiness, watchDatabase } from "#app/core/health.server.ts";
import { probeFiles } from "#app/core/files.server.ts";
import { log, logContext } from "#app/core/log.server.ts";
import { observeRequest } from "#app/core/metrics.server.ts";
import { NonceContext } from "#app/core/nonce.ts";
import { listen } from "#app/core/notifications.server.ts";
import { NOTE_HEADER, PageCache } from "#app/core/page-cache.server.ts";
import { Representation } from "#app/core/representation.server.ts";
import * as security from "#app/core/security.server.ts";
import { carriesSession, readActor } from "#app/core/session.server.ts";
import { shareReads } from "#app/core/shared-read.server.ts";
import { ViewCounter } from "#app/core/view-counter.server.ts";
import { listingCounter } from "#app/domain/billing/listing-counts.server.ts";
import { startJobs } from "#app/jobs/start.server.ts";
import { searchState, shareAnswers } from "#search/select.server.ts";

const RENDER_TIMEOUT_MS = 8_000;

/** How long single-fetch data may take before it counts as failed; the render gives up a little earlier. */
export const streamTimeout = RENDER_TIMEOUT_MS + 1_000;

/** What the process entry takes from this build, so that web and jobs share one module graph and one pool. */
export const services = {
  config,
  db,
  pool,
  closeDatabase,
  log,
  logContext,
  readActor,
  carriesSession,
  security,
  guardRoutes,
  RETRY_AFTER_SECONDS,
  listen,
  watchDatabase,
  probeFiles,
  readiness: () => readiness(searchState),
  metricsText: () => metricsText(searchState),
  observeRequest,
  PageCache,
  NOTE_HEADER,
  Representation,
  ViewCounter,
  listingCounter,
  startJobs,
  shareAnswers,
  shareReads,
};
export type Services = typeof services;

/** Renders one document whole: nothing here is deferred, and only a finished page can be hashed and cached. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  _context: AppLoadContext,
): Promise<Response> {
  const nonce = randomBytes(18).toString("base64url");
  const rendered = await renderWhole(
    <NonceContext.Provider value={nonce}>
      <RemixServer context={remixContext} url={request.url} abortDelay={RENDER_TIMEOUT_MS} nonce={nonce} />
    </NonceContext.Provider>,
  );
  const page = security.sealScripts(rendered, nonce);
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.set("Content-Security-Policy", import.meta.env.DEV ? security.developmentPolicy : page.policy);
  return new Response(page.html, { status, headers });
}

/** @throws the first error of the shell, or when the time is up. */
function renderWhole(element: ReactElement): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk);
        done();
      },
      final(done) {
        clearTimeout(timer);
        resolve(Buffer.concat(chunks).toString("utf8"));
        done();
      },
    });
    const { pipe, abort } = renderToPipeableStream(element, {
      onAllReady: () => pipe(sink),
      onShellError: reject,
      onError: (error) => log.error({ err: error }, "a page could not be rendered completely"),
    });
    const timer = setTimeout(() => {
      abort();
      reject(new Error("Rendering took too long"));
    }, RENDER_TIMEOUT_MS);
  });
}

/** What the route guard did not see: errors while rendering, and requests that no route takes. */
export const handleError: HandleErrorFunction = (error, { request }) => {
  if (request.signal.aborted) return;
  if (isRouteErrorResponse(error)) log.debug({ status: error.status }, "refused");
  else log.error({ err: error }, "a page failed unexpectedly");
};
