import type { LoaderFunctionArgs } from "@remix-run/node";
import { indexPending } from "#search/indexer.server.ts";

type Loader = (args: LoaderFunctionArgs) => Promise<unknown>;
type Asked = { cookie?: string; params?: Record<string, string>; method?: string };

/** Runs a loader with a real request, as the server would; gives its data or its Response, returned or thrown. */
export async function ask<T>(loader: Loader, path: string, { cookie, params = {}, method }: Asked = {}) {
  const headers = cookie ? { Cookie: cookie } : undefined;
  const request = new Request(`http://localhost${path}`, { headers, method });
  const outcome = await loader({ request, params, context: {} as never }).catch((thrown: unknown) => {
    if (thrown instanceof Error) throw thrown;
    return thrown;
  });
  if (outcome instanceof Response)
    return {
      status: outcome.status,
      response: outcome,
      location: outcome.headers.get("Location"),
      data: null as T,
    };
  const { data, init } = outcome as { data: T; init: ResponseInit | null };
  return { status: init?.status ?? 200, response: null, location: null, data };
}

/** What was made in this test can be found from here on. */
export async function index(): Promise<void> {
  await indexPending("postgres");
}
