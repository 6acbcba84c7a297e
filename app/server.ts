import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setFlagsFromString } from "node:v8";
import type { ServerBuild } from "@remix-run/node";
import express from "express";
import type { ViteDevServer } from "vite";
import type { Services } from "#app/entry.server.tsx";
import { loadAssets } from "#app/http/assets.ts";
import { countRequests, operations, refuseCrossSite } from "#app/http/middleware.ts";
import { createPages } from "#app/http/pages.ts";

/** From app/ and from build/ alike. */
const buildDirectory = new URL("../build/", import.meta.url);

/** Time for a request's headers and, at the utmost, for a whole file; the pages' own limits are stricter. */
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 30 * 60_000;
/** Longer than the idle time of usual proxies, so that they never write into a closed connection. */
const KEEP_ALIVE_MS = 65_000;
/** How long requests under way may finish when the process stops. */
const DRAIN_TIMEOUT_MS = 10_000;

// Left alone, V8 lets garbage grow to several times of what lives before it collects: 390 MB resident under load
// instead of 280, and hardly faster.
setFlagsFromString("--heap-growing-percent=20");

export type RunningServer = {
  /** Stops taking requests and jobs, lets those under way finish, writes what is in memory, closes the database. */
  close(): Promise<void>;
  /** Where it listens, for people. */
  url: string;
};

type LoadedBuild = {
  /** In development the build changes while the process lives. */
  build: ServerBuild | (() => Promise<ServerBuild>);
  services: Services;
  vite?: ViteDevServer;
};

async function loadBuild(isDevelopment: boolean): Promise<LoadedBuild> {
  if (!isDevelopment) {
    const build = (await import(new URL("server/index.js", buildDirectory).href)) as ServerBuild;
    const { services } = build.entry.module as unknown as { services: Services };
    return { build: services.guardRoutes(build), services };
  }
  const { createServer: createVite } = await import("vite");
  const vite = await createVite({ server: { middlewareMode: true }, appType: "custom" });
  const load = () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>;
  const { services } = (await load()).entry.module as unknown as { services: Services };
  return { build: async () => services.guardRoutes(await load()), services, vite };
}

/**
 * Starts what ROLES says: web, jobs or both. A process without web still answers `/healthz`, `/readyz` and
 * `/metrics`. @throws ConfigError for wrong settings, and Node's own error when the port is taken.
 */
export async function startServer(options: { dev?: boolean } = {}): Promise<RunningServer> {
  const { build, services, vite } = await loadBuild(options.dev ?? false);
  const { config, log } = services;
  const database = services.watchDatabase();
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("trust proxy", config.trustProxy);
  app.use(countRequests(services));
  app.use(operations(services));

  const closing: Array<() => Promise<void>> = [];
  if (config.roles.web) {
    app.use(refuseCrossSite(services));
    if (vite) app.use(vite.middlewares);
    else app.use(await loadAssets(new URL("client/", buildDirectory), services));
    const pages = createPages(services, build, database);
    app.use(pages.middleware);
    closing.push(pages.close);
  }

  const server = await listen(createServer(app), config.port, config.host);
  const stopJobs = config.roles.jobs ? await services.startJobs() : null;
  const { port } = server.address() as AddressInfo;
  // A wrong setting is told now, not to the first who sends a file.
  if (config.files.kind === "s3") services.probeFiles().catch(() => undefined);
  log.info(
    { port, roles: config.roles, search: config.search.engine, payments: config.stripe.mode },
    "ready",
  );

  let closed: Promise<void> | undefined;
  const close = async () => {
    await Promise.all([drain(server), stopJobs?.()]);
    await Promise.all([...closing.map((stop) => stop()), vite?.close()]);
    await database.stop();
    await services.closeDatabase();
    log.info("stopped");
  };
  return { close: () => (closed ??= close()), url: urlFor(config.host, port) };
}

function listen(server: Server, port: number, host: string): Promise<Server> {
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve(server);
    });
  });
}

async function drain(server: Server): Promise<void> {
  const late = setTimeout(() => server.closeAllConnections(), DRAIN_TIMEOUT_MS);
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeIdleConnections();
  });
  clearTimeout(late);
}

function urlFor(host: string, port: number): string {
  const name = host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
