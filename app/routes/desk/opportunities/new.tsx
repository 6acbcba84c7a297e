import { redirect, type MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { Button, EmptyState, PageHeader } from "#app/components/primitives.tsx";
import { DomainError } from "#app/core/errors.ts";
import { handle, readForm, requireMember } from "#app/core/http.server.ts";
import { OPPORTUNITY_KINDS, opportunityKindValues } from "#app/core/reference/terms.ts";
import { createOpportunity } from "#app/domain/opportunities/create-opportunity.server.ts";
import { postableKinds } from "#app/domain/opportunities/policy.ts";

export const loader = handle(({ actor, url }) => {
  const { organisation } = requireMember(actor, url);
  return {
    mayEdit: organisation.role !== "viewer",
    kinds: postableKinds(actor).map((kind) => ({ kind, ...OPPORTUNITY_KINDS[kind] })),
  };
});

export const action = handle(async ({ request, actor, url }) => {
  requireMember(actor, url);
  const chosen = (await readForm(request)).get("kind");
  const kind = opportunityKindValues.find((each) => each === chosen);
  if (!kind) throw new DomainError("invalid", "Choose what you want to post: press one of the buttons.");
  const { reference } = await createOpportunity(actor, { kind });
  return redirect(`/desk/opportunities/${reference}/edit/basics`);
});

export const meta: MetaFunction = () => [{ title: "Post an opportunity · Sanyog" }];

const FOR_EXAMPLE: Record<string, string> = {
  technology_transfer: "You have a working technology, and others may make it for a fee or a royalty.",
  joint_venture: "You want to build a company together: you bring one part, the partner the other.",
  collaboration_call:
    "You look for partners for a funded project, and there is a day until which they can join.",
  technology_request: "You need somebody who can make, supply or develop something.",
};

export default function NewOpportunityPage() {
  const { kinds, mayEdit } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title="Post an opportunity">
        Choose what it is. The kind decides what the form asks and cannot be changed later.
      </PageHeader>
      {kinds.length === 0 ? (
        <EmptyState title={mayEdit ? "Your organisation does not post" : "Viewers read only"}>
          <p>
            {mayEdit
              ? "Opportunities are posted by large industry, research bodies, universities, agencies and international partners."
              : "Ask an owner of your organisation to make you an editor."}
          </p>
          <p>
            <Link to="/opportunities">Search the opportunities</Link>
          </p>
        </EmptyState>
      ) : (
        <Form method="post">
          <ul className="divide-line border-line max-w-3xl divide-y border-y">
            {kinds.map(({ kind, label, explanation }) => (
              <li key={kind} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-4">
                <div className="max-w-measure min-w-0 flex-1 basis-72">
                  <h2 className="text-lg">{label}</h2>
                  <p>{explanation}</p>
                  <p className="text-quiet text-sm">{FOR_EXAMPLE[kind]}</p>
                </div>
                <Button name="kind" value={kind} look="secondary" aria-label={`Start: ${label}`}>
                  Start
                </Button>
              </li>
            ))}
          </ul>
        </Form>
      )}
    </>
  );
}
