import path from "node:path";
import type { ActionFunctionArgs } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import routes from "#app/routes.ts";

type Entry = { id?: string; file: string; path?: string; index?: boolean; children?: Entry[] };
type Handler = (args: ActionFunctionArgs) => unknown;
export type RouteModule = { loader?: Handler; action?: Handler };

/** One module of the site: `name` is its pattern, or its file in brackets where it has no address of its own. */
export type SiteRoute = { name: string; file: string; load: () => Promise<RouteModule> };

const modules = import.meta.glob<RouteModule>("/app/{root.tsx,routes/**/*.{ts,tsx}}");

function siteRoute(file: string, name: string): SiteRoute {
  const load = modules[`/app/${file}`];
  return { name, file, load: () => (load ? load() : Promise.reject(new Error(`there is no app/${file}`))) };
}

function flatten(entries: Entry[], above: string): SiteRoute[] {
  return entries.flatMap((entry) => {
    const pattern = path.posix.join(above, entry.path ?? "");
    const isPage = entry.index || (entry.path !== undefined && !entry.children);
    return [
      siteRoute(entry.file, isPage ? pattern : `(${entry.file})`),
      ...flatten(entry.children ?? [], pattern),
    ];
  });
}

/** Every module that may answer a request: the root, the layouts, and each address of app/routes.ts. */
export const siteRoutes: SiteRoute[] = [
  siteRoute("root.tsx", "(root.tsx)"),
  ...flatten((await routes) as Entry[], "/"),
];

type RouteObject = Parameters<typeof matchRoutes>[0][number];

function toObjects(entries: Entry[]): RouteObject[] {
  return entries.map(({ file, path: own, index, children }) =>
    index
      ? { id: file, path: own, index: true }
      : { id: file, path: own, children: toObjects(children ?? []) },
  );
}

const tree = toObjects((await routes) as Entry[]);

/** The file that takes an address and its decoded parameters, found as the server does; null for none. */
export function takerOf(
  address: string,
): { file: string; params: Record<string, string | undefined> } | null {
  const match = matchRoutes(tree, new URL(address, "http://localhost").pathname)?.at(-1);
  return match ? { file: match.route.id!, params: match.params } : null;
}
