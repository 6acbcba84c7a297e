import type { ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import { LRUCache } from "lru-cache";

type Routes = ServerBuild["routes"];
type RouteObject = Parameters<typeof matchRoutes>[0][number];

/** The routes that take a path, from the root to the page, and their pattern. */
export type RouteMatch = { pattern: string; ids: readonly string[] };

function childrenOf(routes: Routes, parentId: string | undefined): RouteObject[] {
  return Object.values(routes)
    .filter((route) => route !== undefined && route.parentId === parentId)
    .map((route) =>
      route!.index
        ? { id: route!.id, index: true, path: route!.path }
        : { id: route!.id, path: route!.path, children: childrenOf(routes, route!.id) },
    );
}

/** A function from a path to the routes that take it, with a pattern such as `/opportunities/:reference/:slug?`. */
export function routeMatcher(routes: Routes): (path: string) => RouteMatch {
  const tree = childrenOf(routes, undefined);
  const known = new LRUCache<string, RouteMatch>({ max: 2_000 });
  return (path) => {
    const plain = path.replace(/\.data$/, "").replace(/^\/_root$/, "/");
    let match = known.get(plain);
    if (match === undefined) {
      const matches = matchRoutes(tree, plain) ?? [];
      const parts = matches.map(({ route }) => route.path).filter(Boolean);
      match = {
        pattern: matches.length === 0 ? "other" : `/${parts.join("/")}`,
        ids: matches.map(({ route }) => route.id!),
      };
      known.set(plain, match);
    }
    return match;
  };
}
