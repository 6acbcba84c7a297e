import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { OpportunityPage } from "#app/components/opportunity/opportunity-page.tsx";
import { Notice } from "#app/components/primitives.tsx";
import { handle, requireMember } from "#app/core/http.server.ts";
import { readLocale } from "#app/core/locale.ts";
import { readOwnOpportunity } from "#app/domain/opportunities/desk-queries.server.ts";
import { findPublicOpportunity } from "#app/domain/opportunities/queries.server.ts";

export const loader = handle(async ({ request, params, actor, url }) => {
  requireMember(actor, url);
  const { reference } = await readOwnOpportunity(actor, params.reference ?? "");
  const locale = readLocale(request.headers.get("Accept-Language"));
  const { opportunity } = await findPublicOpportunity(actor, reference, locale);
  return { opportunity };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Preview: ${data?.opportunity.title || "an opportunity"} · Sanyog` },
];

export default function PreviewPage() {
  const { opportunity } = useLoaderData<typeof loader>();
  const { reference } = opportunity;
  return (
    <>
      <div className="pt-6">
        <Notice tone="action" title="Preview: this is how others will see it">
          <Link to={`/desk/opportunities/${reference}/edit/review`}>Back to the review</Link> or to{" "}
          <Link to={`/desk/opportunities/${reference}`}>the opportunity on your desk</Link>
        </Notice>
      </div>
      <OpportunityPage opportunity={opportunity} />
    </>
  );
}
