import { Form, isRouteErrorResponse, Link, useRouteError } from "@remix-run/react";
import { Button } from "#app/components/primitives.tsx";
import { SendAgain } from "#app/components/send-again.tsx";

const TITLES: Record<number, string> = {
  401: "Please sign in",
  403: "This is not open to you",
  404: "There is nothing at this address",
  405: "This address does not take that kind of request",
  409: "Somebody else was quicker",
  410: "This is no longer here",
  413: "That is too large",
  429: "Too many tries",
  503: "Sanyog is catching its breath",
};

const UNKNOWN = "Something went wrong";

const FALLBACKS: Record<number, string> = {
  404: "The address may be mistyped, or the opportunity may have been closed. Search for it instead.",
  405: "Go back and use the page's own buttons.",
  503: "Please try again in a minute. Nothing that was saved is lost.",
};

function messageOf(error: unknown): { status: number; message: string; reference?: string } {
  if (!isRouteErrorResponse(error))
    return { status: 500, message: "Something went wrong on our side. Nothing that was saved is lost." };
  const detail = error.data as { message?: unknown; reference?: unknown } | string | null;
  const told = typeof detail === "object" && typeof detail?.message === "string" ? detail.message : null;
  const reference =
    typeof detail === "object" && typeof detail?.reference === "string" ? detail.reference : undefined;
  return {
    status: error.status,
    message: told ?? FALLBACKS[error.status] ?? "Please go back and try again.",
    reference,
  };
}

/** What the browser's tab says about it. */
export function errorTitle(error: unknown): string {
  const status = isRouteErrorResponse(error) ? error.status : 500;
  return `${TITLES[status] ?? UNKNOWN} · Sanyog`;
}

type Kept = { refusedForm?: Parameters<typeof SendAgain>[0] } | null;

/** The one page for everything that went wrong: what happened, what to do, and a way on. */
export function GeneralErrorBoundary() {
  const error = useRouteError();
  const kept = isRouteErrorResponse(error) ? (error.data as Kept)?.refusedForm : undefined;
  if (kept) return <SendAgain {...kept} />;
  return <WhatWentWrong error={error} />;
}

function WhatWentWrong({ error }: { error: unknown }) {
  const { status, message, reference } = messageOf(error);
  return (
    <div className="max-w-measure pt-8">
      <p className="text-quiet text-sm">Error {status}</p>
      <h1 className="text-2xl">{TITLES[status] ?? UNKNOWN}</h1>
      <p className="mt-2">{message}</p>
      {reference && (
        <p className="mt-2">
          If you write to us, quote <code>{reference}</code>.
        </p>
      )}
      <Form action="/opportunities" role="search" className="mt-6 flex flex-wrap gap-2">
        <label htmlFor="error-search" className="w-full font-semibold">
          Search the opportunities
        </label>
        <input id="error-search" name="q" type="search" className="control max-w-sm flex-1" />
        <Button>Search</Button>
      </Form>
      <p className="mt-6">
        <Link to="/">Go to the first page</Link>
      </p>
    </div>
  );
}
