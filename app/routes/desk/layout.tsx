import { Outlet, useLoaderData } from "@remix-run/react";
import { DeskNav } from "#app/components/desk/desk-nav.tsx";
import { audienceOf } from "#app/core/actor.ts";
import { handle, requirePerson } from "#app/core/http.server.ts";
import { waitingForAnswer } from "#app/domain/interests/queries.server.ts";

/** The frame of everything that belongs to signed-in people. Pages inside check roles themselves. */
export const loader = handle(async ({ actor, url }) => {
  const { organisation } = requirePerson(actor, url);
  return {
    organisation: organisation && {
      name: organisation.name,
      posts: audienceOf(organisation.kind) !== "msme",
    },
    waiting: organisation ? await waitingForAnswer(actor) : 0,
  };
});

export default function DeskLayout() {
  const { organisation, waiting } = useLoaderData<typeof loader>();
  return (
    <div className="gap-x-10 lg:grid lg:grid-cols-[11rem_minmax(0,1fr)]">
      <DeskNav organisation={organisation} waiting={waiting} />
      <div className="min-w-0">
        <Outlet />
      </div>
    </div>
  );
}
