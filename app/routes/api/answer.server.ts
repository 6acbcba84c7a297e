import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import type { Actor } from "#app/core/actor.ts";
import { anonymous } from "#app/core/actor.ts";
import { DomainError } from "#app/core/errors.ts";
import { reportFailure } from "#app/core/failures.server.ts";
import { readAddress } from "#app/core/http.server.ts";
import type { Problem } from "#app/routes/api/schemas.ts";

/** Any site may read the public API in a browser; no cookie is ever looked at. */
const OPEN_TO_ALL = { "Access-Control-Allow-Origin": "*" };

const TITLES: Record<number, string> = {
  400: "The query could not be read",
  404: "There is nothing at this address",
  405: "This address is only read",
  503: "Please try again in a few seconds",
};

type ApiArgs = LoaderFunctionArgs & { actor: Actor; url: URL };

/** An RFC 9457 problem document. */
export function problem(status: number, detail: string, more: Partial<Problem> = {}, headers?: HeadersInit) {
  const document: Problem = {
    type: "about:blank",
    title: TITLES[status] ?? "Something went wrong",
    status,
    detail,
    ...more,
  };
  return new Response(JSON.stringify(document), {
    status,
    headers: { ...OPEN_TO_ALL, ...headers, "Content-Type": "application/problem+json" },
  });
}

function preflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...OPEN_TO_ALL,
      "Access-Control-Allow-Methods": "GET, HEAD",
      "Access-Control-Max-Age": "86400",
    },
  });
}

/**
 * Wraps an API loader: answers preflights, writes what it returns as JSON, and every refusal as a problem
 * document. Readers are anonymous whoever they are, so that answers can be shared.
 */
export function answerApi(run: (args: ApiArgs) => Promise<Response | object> | Response | object) {
  return async (args: LoaderFunctionArgs): Promise<Response> => {
    if (args.request.method === "OPTIONS") return preflight();
    try {
      const answer = await run({ ...args, ...readAddress(args), actor: anonymous });
      if (answer instanceof Response) return answer;
      return Response.json(answer, { headers: OPEN_TO_ALL });
    } catch (error) {
      if (error instanceof DomainError) return problem(error.status, error.message);
      if (args.request.signal.aborted) throw error;
      const { init } = reportFailure(error, args.context);
      return problem(init?.status ?? 500, "Nothing is wrong with your request.", {}, init?.headers);
    }
  };
}

/** The action of an address that is only read. */
export function refuseWriting(_args: ActionFunctionArgs): Response {
  return problem(405, "Use GET.", {}, { Allow: "GET, HEAD, OPTIONS" });
}
