import { createRequestHandler, type AppLoadContext, type ServerBuild } from "@remix-run/node";
import type { Request as Incoming, RequestHandler, Response as Outgoing } from "express";
import type { DatabaseWatch } from "#app/core/health.server.ts";
import type { Listings } from "#app/domain/billing/placement.ts";
import type { Services } from "#app/entry.server.tsx";
import { sendAnswer } from "#app/http/answer.ts";
import { BodyTrouble, limitBody, toRequest } from "#app/http/body.ts";
import { refuse } from "#app/http/refusal.ts";
import { createRender } from "#app/http/render.ts";
import { routeMatcher } from "#app/http/route-patterns.ts";

/** Requests being rendered at once; more than this would wait longer than a reader does. */
const MOST_IN_FLIGHT = 200;
const DEADLINE_MS = 10_000;
/** Files are read while the action runs, and slow lines are allowed: 250 MB at 1.5 Mbit/s take 22 minutes. */
const UPLOAD_DEADLINE_MS = 30 * 60_000;
/** Files on their way at once; they take hardly any time of the process, and none of the requests' room. */
const MOST_UPLOADS = 40;

const LIMITS = {
  requests: { most: MOST_IN_FLIGHT, deadlineMs: DEADLINE_MS },
  uploads: { most: MOST_UPLOADS, deadlineMs: UPLOAD_DEADLINE_MS },
};

/** Not now: too busy, too slow, or no database. */
class Unavailable extends Error {}

const BUSY = "Too many people are here at once. Please try again in a few seconds.";
const AWAY = "Please try again in a few seconds. Nothing that was saved is lost.";

type Pages = { middleware: RequestHandler; close: () => Promise<void> };

/** Everything that Remix answers: shared pages from memory, personal ones rendered for each reader. */
export function createPages(
  services: Services,
  build: ServerBuild | (() => Promise<ServerBuild>),
  database: DatabaseWatch,
): Pages {
  const { carriesSession, config, listen, log, PageCache, RETRY_AFTER_SECONDS, ViewCounter } = services;
  const { listingCounter, NOTE_HEADER } = services;
  const isDevelopment = typeof build === "function";
  const matchOf = isDevelopment ? () => ({ pattern: "page", ids: [] }) : routeMatcher(build.routes);
  const render = isDevelopment ? createRequestHandler(build, "development") : createRender(build, matchOf);
  const cache = new PageCache();
  const views = new ViewCounter();
  const forgetAnswers = services.shareAnswers();
  const forgetReads = services.shareReads();
  const stopListening = listen("content_changed", () => {
    forgetAnswers();
    forgetReads();
    cache.clear();
  });
  const inFlight = { requests: 0, uploads: 0 };

  async function renderWithin(
    request: Request,
    context: AppLoadContext,
    kind: "requests" | "uploads" = "requests",
  ): Promise<Response> {
    const { most, deadlineMs } = LIMITS[kind];
    if (inFlight[kind] >= most) throw new Unavailable(BUSY);
    inFlight[kind]++;
    const outage = database.outage();
    // Whoever sent something waits: it may be done although the answer is late.
    const isRead = request.method === "GET" || request.method === "HEAD";
    let giveUp = () => {};
    const late = new Promise<never>((_, reject) => (giveUp = () => reject(new Unavailable(AWAY))));
    const timer = setTimeout(giveUp, deadlineMs);
    if (isRead) outage.addEventListener("abort", giveUp);
    try {
      return await Promise.race([render(request, context), late]);
    } finally {
      clearTimeout(timer);
      outage.removeEventListener("abort", giveUp);
      inFlight[kind]--;
    }
  }

  /** Made of the cache's key alone, so that nothing about one reader can get into what all of them see. */
  async function renderShared({
    pathAndQuery,
    locale,
  }: {
    pathAndQuery: string;
    locale: string;
  }): Promise<Response> {
    const request = new Request(config.publicUrl + pathAndQuery, { headers: { "Accept-Language": locale } });
    const context: AppLoadContext = {
      actor: () => Promise.resolve({ kind: "anonymous" as const }),
      requestId: "shared",
      clientAddress: "",
    };
    const answer = await renderWithin(request, context);
    if (context.listings) answer.headers.set(NOTE_HEADER, JSON.stringify(context.listings));
    return answer;
  }

  async function answerShared(req: Incoming, res: Outgoing): Promise<boolean> {
    if (isDevelopment || carriesSession(req.headers.cookie)) return false;
    const shared = cache.shared(req.method, req.originalUrl, req.get("accept-language"));
    if (!shared) return false;
    const page = await cache.get(shared, renderShared);
    if (page instanceof Response) {
      page.headers.delete(NOTE_HEADER);
      await sendAnswer(req, res, page);
      return true;
    }
    await page.send(req, res);
    countView(req, undefined, page.note === null ? undefined : (JSON.parse(page.note) as Listings));
    return true;
  }

  async function answerPersonal(req: Incoming, res: Outgoing): Promise<void> {
    const hasBody = req.method !== "GET" && req.method !== "HEAD";
    const { limitBytes, isUpload } = services.security.bodyLimitOf(req.path, req.get("content-type"));
    const body = hasBody ? limitBody(req, limitBytes, isUpload) : null;
    let actor: ReturnType<Services["readActor"]> | undefined;
    const context: AppLoadContext = {
      actor: () => (actor ??= services.readActor(req.headers.cookie ?? null)),
      requestId: res.locals.requestId,
      clientAddress: req.ip ?? "",
    };
    const request = toRequest(req, res, config.publicUrl, body);
    const answer = await renderWithin(request, context, hasBody && isUpload ? "uploads" : "requests");
    if (body?.trouble) throw body.trouble;
    await sendAnswer(req, res, answer);
    if (answer.status !== 200 || !actor) return;
    const reader = await actor;
    countView(req, reader.kind === "person" ? reader.organisation?.id : undefined, context.listings);
  }

  function countView(
    req: Incoming,
    organisationId: string | undefined,
    listings: Listings | undefined,
  ): void {
    if (/prefetch/.test(`${req.get("sec-purpose") ?? ""} ${req.get("purpose") ?? ""}`)) return;
    const reader = { userAgent: req.get("user-agent"), organisationId };
    const { method, path } = req;
    views.record({ method, path, ...reader });
    if (method !== "GET") return;
    if (listings) listingCounter.recordViews(listings, reader);
    listingCounter.recordClick(path, new URLSearchParams(req.originalUrl.split("?")[1]), reader);
  }

  function fail(error: unknown, req: Incoming, res: Outgoing): void {
    if (error instanceof BodyTrouble) return refuse(req, res, error.status, error.message);
    if (error instanceof Unavailable) {
      res.setHeader("Retry-After", String(RETRY_AFTER_SECONDS));
      return refuse(req, res, 503, error.message);
    }
    if (res.destroyed) return;
    log.error({ err: error }, "a request failed unexpectedly");
    refuse(req, res, 500, `If you write to us, quote ${res.locals.requestId}.`);
  }

  const middleware: RequestHandler = (req, res) => {
    res.locals.route = matchOf(req.path).pattern;
    if (!database.isAnswering()) return fail(new Unavailable(AWAY), req, res);
    answerShared(req, res)
      .then((answered) => (answered ? undefined : answerPersonal(req, res)))
      .catch((error: unknown) => fail(error, req, res));
  };
  return {
    middleware,
    close: async () => {
      await Promise.all([stopListening(), views.close(), listingCounter.flush()]);
    },
  };
}
