import { randomUUID } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import type { Services } from "#app/entry.server.tsx";
import { refuse } from "#app/http/refusal.ts";

declare module "express-serve-static-core" {
  interface Locals {
    requestId: string;
    /** The route's pattern, for logs and metrics: addresses can carry secrets, patterns cannot. */
    route: string;
  }
}

/** Gives each request an id, the headers that every answer has, a log line and a place in the metrics. */
export function countRequests({
  config,
  log,
  logContext,
  observeRequest,
  security,
}: Services): RequestHandler {
  const headers = Object.entries(security.securityHeaders);
  return (req, res, next) => {
    const started = performance.now();
    const given = config.trustProxy === false ? undefined : req.get("x-request-id");
    const requestId = given && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID();
    res.locals.requestId = requestId;
    res.locals.route = "other";
    res.setHeader("X-Request-Id", requestId);
    for (const [name, value] of headers) res.setHeader(name, value);
    res.on("close", () => {
      const milliseconds = performance.now() - started;
      const { route } = res.locals;
      observeRequest(req.method, route, res.statusCode, milliseconds / 1000);
      const line = {
        requestId,
        method: req.method,
        route,
        status: res.statusCode,
        ms: Math.round(milliseconds * 10) / 10,
      };
      if (!res.writableFinished) log.info(line, "the reader went away");
      else if (route === "asset" || route === "operations") log.debug(line, "answered");
      else log.info(line, "answered");
    });
    logContext.run({ requestId }, next);
  };
}

/** `/healthz`, `/readyz` and `/metrics`. */
export function operations({ config, readiness, metricsText }: Services): RequestHandler {
  const answers: Record<string, (req: Request, res: Response) => Promise<unknown>> = {
    "/healthz": async (_req, res) => res.type("text/plain").send("ok\n"),
    "/readyz": async (_req, res) => {
      const state = await readiness();
      res.status(state.status === "unavailable" ? 503 : 200).json(state);
    },
    "/metrics": async (req, res) => {
      if (!isLocal(req)) return refuse(req, res, 404, "There is nothing here.");
      return res.type("text/plain; version=0.0.4; charset=utf-8").send(await metricsText());
    },
  };
  return (req, res, next) => {
    const answer = req.method === "GET" || req.method === "HEAD" ? answers[req.path] : undefined;
    if (!answer)
      return config.roles.web ? next() : refuse(req, res, 404, "This process runs jobs and has no pages.");
    res.locals.route = "operations";
    res.setHeader("Cache-Control", "no-store");
    answer(req, res).catch(next);
  };
}

/** Asked from this machine, and not on behalf of somebody else by a proxy on this machine. */
function isLocal(req: Request): boolean {
  const peer = req.socket.remoteAddress ?? "";
  const forwarded = req.get("x-forwarded-for") ?? req.get("forwarded");
  return forwarded === undefined && /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(peer);
}

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Turns away what another site's page made a browser send. */
export function refuseCrossSite({ security }: Services): RequestHandler {
  return (req, res, next) => {
    if (!req.originalUrl.startsWith("/"))
      return refuse(req, res, 400, "The address is not one of this site.");
    if (!METHODS.has(req.method)) return refuse(req, res, 405, "This site takes GET, HEAD and POST.");
    // Remix compares Origin once more, and knows of no address for which it does not matter.
    if (security.isOneClick(req.method, req.path)) delete req.headers.origin;
    if (security.mayChangeState(req.method, req.path, req.headers)) return next();
    refuse(req, res, 403, "Open the page on this site and send the form from there.");
  };
}
