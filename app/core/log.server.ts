import { AsyncLocalStorage } from "node:async_hooks";
import pino from "pino";
import { config } from "#app/core/config.server.ts";

/** What every log line of a request or a job carries along by itself. */
export const logContext = new AsyncLocalStorage<Record<string, string>>();

/** Structured log: JSON lines to standard output, readable lines on a terminal. Never put personal data in. */
export const log = pino({
  level: config.logLevel,
  base: null,
  // A copy: pino writes the line's own fields into what it is given.
  mixin: () => ({ ...logContext.getStore() }),
  redact: ["*.password", "*.token", "*.secret", "*.authorization", "*.cookie"],
  ...(process.stdout.isTTY && !config.isProduction
    ? { transport: { target: "pino-pretty", options: { ignore: "pid,hostname", singleLine: true } } }
    : {}),
});
