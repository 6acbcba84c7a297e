import {
  isRouteErrorResponse,
  Outlet,
  useLoaderData,
  useRouteLoaderData,
  type ShouldRevalidateFunction,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { ModerationNav } from "#app/components/moderation/moderation-nav.tsx";
import { handle, requirePerson } from "#app/core/http.server.ts";
import { countWaiting, type Waiting } from "#app/domain/moderation/waiting.server.ts";

/** The frame of what belongs to moderators; for everybody else there is nothing here. */
export const loader = handle(async ({ actor, url }) => ({
  waiting: await countWaiting(requirePerson(actor, url)),
}));

/** Who was signed out over a form gets it back; asking for the frame again would lead to the sign-in page instead. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionResult, defaultShouldRevalidate }) =>
  isRouteErrorResponse(actionResult) && actionResult.status === 401 ? false : defaultShouldRevalidate;

function Moderation({ waiting, children }: { waiting: Waiting; children: ReactNode }) {
  return (
    <div className="gap-x-10 lg:grid lg:grid-cols-[11rem_minmax(0,1fr)]">
      <ModerationNav waiting={waiting} />
      <div className="min-w-0">{children}</div>
    </div>
  );
}

export default function ModerationLayout() {
  return (
    <Moderation {...useLoaderData<typeof loader>()}>
      <Outlet />
    </Moderation>
  );
}

/** What goes wrong on a page keeps the way round, unless it is the frame itself that failed. */
export function ErrorBoundary() {
  const frame = useRouteLoaderData<typeof loader>("routes/moderation/layout");
  if (!frame) return <GeneralErrorBoundary />;
  return (
    <Moderation {...frame}>
      <GeneralErrorBoundary />
    </Moderation>
  );
}
