import type { MetaFunction } from "@remix-run/node";
import { errorTitle, GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { DomainError } from "#app/core/errors.ts";
import { handle } from "#app/core/http.server.ts";

export const loader = handle((): null => {
  throw new DomainError(
    "not_found",
    "The address may be mistyped, or the page may have moved. Search for it instead.",
  );
});

export const meta: MetaFunction = ({ error }) => [{ title: errorTitle(error) }];

export default function NotFound() {
  return null;
}

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
