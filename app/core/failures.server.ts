import { data, type AppLoadContext, type ServerBuild } from "@remix-run/node";
import { log } from "#app/core/log.server.ts";
import { tellsOfFullDisk } from "#app/core/startup-error.ts";

/**
 * Codes of Node, PostgreSQL and Prisma that say: the database cannot be reached just now, or is so busy that a
 * transaction got no turn or no end (P2028) and was undone.
 */
const OUTAGE_CODES = new Set(
  "ECONNREFUSED ECONNRESET EPIPE ETIMEDOUT ENOTFOUND EHOSTUNREACH 57P01 57P02 57P03 53300 08000 08001 08003 08006 P1001 P1002 P1008 P1017 P2024 P2028 DatabaseNotReachable ConnectionClosed SocketTimeout TooManyConnections".split(
    " ",
  ),
);
const OUTAGE_TEXT =
  /timeout exceeded when trying to connect|timeout expired|connection terminated|connection ended|can't reach database/i;

/** True when an error, or what caused it, means that the database could not be reached. */
export function isOutage(error: unknown): boolean {
  for (let each: unknown = error, depth = 0; each && typeof each === "object" && depth < 6; depth++) {
    const { code, kind, message, cause, meta } = each as Record<string, unknown>;
    if (OUTAGE_CODES.has(String(code)) || OUTAGE_CODES.has(String(kind))) return true;
    if (typeof message === "string" && OUTAGE_TEXT.test(message)) return true;
    each = cause ?? (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  }
  return false;
}

/** How long a reader should wait after "the database is away" or "too busy". */
export const RETRY_AFTER_SECONDS = 5;

const FULL =
  "Nothing can be saved just now, because our storage is full. What was saved before is safe. Go back, keep what you typed, and try again in a few minutes.";
/** Somebody has to make room first. */
const FULL_RETRY_AFTER_SECONDS = 300;

/** Logs an unexpected error and returns what the reader may know of it: no detail, and what to quote. */
export function reportFailure(error: unknown, context: Partial<AppLoadContext>) {
  if (isOutage(error)) {
    log.warn({ err: error }, "the database could not be reached");
    return data({}, { status: 503, headers: { "Retry-After": String(RETRY_AFTER_SECONDS) } });
  }
  if (tellsOfFullDisk(error)) {
    log.error({ err: error }, "a disk is full: nothing can be saved until there is room again");
    return data(
      { message: FULL },
      { status: 503, headers: { "Retry-After": String(FULL_RETRY_AFTER_SECONDS) } },
    );
  }
  log.error({ err: error }, "a request failed unexpectedly");
  const message = "Something went wrong on our side. Nothing that was saved is lost.";
  return data({ message, reference: context.requestId }, { status: 500 });
}

/** An answer that a loader threw on purpose: a Response, or what `data()` makes. */
function isAnswer(thrown: unknown): boolean {
  const type = (thrown as { type?: unknown } | null)?.type;
  return thrown instanceof Response || type === "DataWithResponseInit";
}

/** The build with every loader and action reporting what it did not expect, so that error pages can quote it. */
export function guardRoutes(build: ServerBuild): ServerBuild {
  const routes = Object.fromEntries(
    Object.entries(build.routes).map(([id, route]) => {
      if (!route) return [id, route];
      const module = { ...route.module };
      for (const name of ["loader", "action"] as const) {
        const run = module[name];
        if (!run) continue;
        module[name] = async (args: Parameters<typeof run>[0]) => {
          try {
            return await run(args);
          } catch (thrown) {
            if (isAnswer(thrown) || args.request.signal.aborted) throw thrown;
            throw reportFailure(thrown, args.context);
          }
        };
      }
      return [id, { ...route, module }];
    }),
  );
  return { ...build, routes: routes as ServerBuild["routes"] };
}
