import type { ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import { LRUCache } from "lru-cache";

type Routes = ServerBuild["routes"];
type RouteObject = Parameters<typeof matchRoutes>[0][number];

function childrenOf(routes: Routes, parentId: string | undefined): RouteObject[] {
  return Object.values(routes)
    .filter((route) => route !== undefined && route.parentId === parentId)
    .map((route) =>
      route!.index
        ? { id: route!.id, index: true, path: route!.path }
        : { id: route!.id, path: route!.path, children: childrenOf(routes, route!.id) },
    );
}

/** A function from a path to the pattern of the route that takes it, such as `/opportunities/:reference/:slug?`. */
export function routePatterns(routes: Routes): (path: string) => string {
  const tree = childrenOf(routes, undefined);
  const known = new LRUCache<string, string>({ max: 2_000 });
  return (path) => {
    const plain = path.replace(/\.data$/, "").replace(/^\/_root$/, "/");
    let pattern = known.get(plain);
    if (pattern === undefined) {
      const matches = matchRoutes(tree, plain) ?? [];
      const parts = matches.map(({ route }) => route.path).filter(Boolean);
      pattern = matches.length === 0 ? "other" : `/${parts.join("/")}`;
      known.set(plain, pattern);
    }
    return pattern;
  };
}
