import type { AppLoadContext } from "@remix-run/node";
import type { Client } from "#app/domain/accounts/client.ts";

/** Where a request comes from. The address is the one the server believes, see TRUST_PROXY. */
export function readClient({ request, context }: { request: Request; context: AppLoadContext }): Client {
  return {
    address: (context as Partial<AppLoadContext>).clientAddress ?? "",
    userAgent: request.headers.get("User-Agent") ?? "",
  };
}
