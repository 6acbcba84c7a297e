import type { ActionFunctionArgs } from "@remix-run/node";
import { takerOf, type RouteModule } from "#tests/integration/access-matrix/site-map.ts";

export type Answer = { status: number; location: string | null; body: string; data: unknown };

const asText = (value: unknown) =>
  JSON.stringify(value, (_, each: unknown) => (typeof each === "bigint" ? each.toString() : each)) ?? "";

async function answerOf(outcome: unknown): Promise<Answer> {
  if (outcome instanceof Response) {
    const location = outcome.headers.get("Location");
    return {
      status: outcome.status,
      location,
      body: `${await outcome.text()} ${location ?? ""}`,
      data: null,
    };
  }
  const isData = typeof outcome === "object" && outcome !== null && "data" in outcome && "init" in outcome;
  const { data, init } = (isData ? outcome : { data: outcome, init: null }) as {
    data: unknown;
    init: ResponseInit | null;
  };
  return { status: init?.status ?? 200, location: null, body: asText(data), data };
}

/**
 * Runs one module's own loader (GET) or action (everything else) as the server would, without any route above it.
 * @throws the Error that would have been a 500
 */
export async function ask(module: RouteModule, request: Request): Promise<Answer> {
  const handler = request.method === "GET" ? module.loader : module.action;
  if (!handler) throw new Error(`nothing answers ${request.method} ${request.url}`);
  const { pathname, search } = new URL(request.url);
  const params = takerOf(pathname + search)?.params ?? {};
  const context = { clientAddress: "203.0.113.7", requestId: "matrix" };
  const args = { request, params, context } as unknown as ActionFunctionArgs;
  const outcome = await Promise.resolve()
    .then(() => handler(args))
    .catch((thrown: unknown) => {
      if (thrown instanceof Error) throw thrown;
      return thrown;
    });
  return answerOf(outcome);
}
