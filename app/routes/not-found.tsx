import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { DomainError } from "#app/core/errors.ts";
import { handle } from "#app/core/http.server.ts";

export const loader = handle((): null => {
  throw new DomainError(
    "not_found",
    "The address may be mistyped, or the page may have moved. Search for it instead.",
  );
});

export default function NotFound() {
  return null;
}

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
