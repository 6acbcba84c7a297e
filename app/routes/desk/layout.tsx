import {
  isRouteErrorResponse,
  Outlet,
  useLoaderData,
  useRouteLoaderData,
  type ShouldRevalidateFunction,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { DeskNav } from "#app/components/desk/desk-nav.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { audienceOf } from "#app/core/actor.ts";
import { handle, requirePerson } from "#app/core/http.server.ts";
import { listOwnOrganisations } from "#app/domain/accounts/account.server.ts";
import { readDeskMessages } from "#app/domain/messages/queries.server.ts";
import { waitingForAnswer } from "#app/domain/interests/queries.server.ts";

/** The frame of everything that belongs to signed-in people. Pages inside check roles themselves. */
export const loader = handle(async ({ actor, url, params }) => {
  const person = requirePerson(actor, url);
  const { organisation } = person;
  const [organisations, waiting, messages] = await Promise.all([
    organisation ? listOwnOrganisations(person) : [],
    waitingForAnswer(actor),
    readDeskMessages(actor, { interestId: params.id, isShown: /\/messages(\.data)?$/.test(url.pathname) }),
  ]);
  if (!organisation) return { organisation, others: [], waiting, messages };
  return {
    organisation: { name: organisation.name, posts: audienceOf(organisation.kind) !== "msme" },
    others: organisations.filter(({ isActing }) => !isActing).map(({ id, name }) => ({ id, name })),
    waiting,
    messages,
  };
});

/** Who was signed out over a form gets it back; asking for the desk again would lead to the sign-in page instead. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionResult, defaultShouldRevalidate }) =>
  isRouteErrorResponse(actionResult) && actionResult.status === 401 ? false : defaultShouldRevalidate;

function Desk({ children, ...nav }: Parameters<typeof DeskNav>[0] & { children: ReactNode }) {
  return (
    <div className="gap-x-10 lg:grid lg:grid-cols-[11rem_minmax(0,1fr)]">
      <DeskNav {...nav} />
      <div className="min-w-0">{children}</div>
    </div>
  );
}

export default function DeskLayout() {
  return (
    <Desk {...useLoaderData<typeof loader>()}>
      <Outlet />
    </Desk>
  );
}

/** What goes wrong on a page of the desk keeps the way round the desk, unless it is the desk itself that failed. */
export function ErrorBoundary() {
  const nav = useRouteLoaderData<typeof loader>("routes/desk/layout");
  if (!nav) return <GeneralErrorBoundary />;
  return (
    <Desk {...nav}>
      <GeneralErrorBoundary />
    </Desk>
  );
}
