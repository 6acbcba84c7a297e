import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { ButtonLink, PageHeader } from "#app/components/primitives.tsx";

/** A link from a mail that works no longer: what to do instead. Everything else looks as everywhere. */
export function LinkErrorBoundary({ again }: { again: { to: string; label: string } }) {
  const error = useRouteError();
  if (!isRouteErrorResponse(error) || error.status !== 410) return <GeneralErrorBoundary />;
  const { message } = error.data as { message: string };
  return (
    <>
      <PageHeader title="This link works no longer">
        <p>{message}</p>
      </PageHeader>
      <ButtonLink to={again.to}>{again.label}</ButtonLink>
    </>
  );
}
