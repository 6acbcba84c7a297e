import type { MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { PipelineChart } from "#app/components/pipeline/pipeline-chart.tsx";
import { RatesUsed, UnratedNotice } from "#app/components/pipeline/rates.tsx";
import { Button, ButtonLink, EmptyState, Facts, PageHeader, Section } from "#app/components/primitives.tsx";
import { countText } from "#app/core/formats.ts";
import { handle, requireMember } from "#app/core/http.server.ts";
import { readLocale } from "#app/core/locale.ts";
import { moneyInWords } from "#app/core/money.ts";
import { answeredOpportunities, readPipeline } from "#app/domain/leads/pipeline.server.ts";
import { presentPipeline } from "#app/domain/leads/present-pipeline.server.ts";
import { PERIODS, pipelineSchema } from "#app/domain/leads/schema.ts";

export const loader = handle(async ({ request, actor, url }) => {
  requireMember(actor, url);
  const query = pipelineSchema.parse(Object.fromEntries(url.searchParams));
  const locale = readLocale(request.headers.get("Accept-Language"));
  const [pipeline, opportunities] = await Promise.all([
    readPipeline(actor, query),
    answeredOpportunities(actor),
  ]);
  return { ...(await presentPipeline(pipeline, locale)), query, opportunities, locale };
});

export const meta: MetaFunction = () => [{ title: "Pipeline · Sanyog" }];

export default function PipelinePage() {
  const { charts, open, total, withoutValue, unrated, rates, query, opportunities, locale } =
    useLoaderData<typeof loader>();
  const isEmpty = total === 0 && !query.opportunity;
  const hasValues = charts.some(({ svg, after }) => svg || after.length > 0);
  return (
    <>
      <PageHeader title="Pipeline">
        <p>What the interest that you received may be worth, in rupees. Only your organisation sees this.</p>
      </PageHeader>
      <Filters key={`${query.opportunity}|${query.months}`} />
      {isEmpty && opportunities.length === 0 ? (
        <EmptyState title="Nothing was received yet">
          <p>Once somebody answers one of your opportunities, say on its page what it may be worth.</p>
        </EmptyState>
      ) : (
        <>
          <Facts
            rows={[
              ["Full value of what is open", moneyInWords(BigInt(open.paise), "INR", locale)],
              ["The same, weighted by probability", moneyInWords(BigInt(open.weightedPaise), "INR", locale)],
              ["Expressions of interest with a value", String(open.count)],
              [
                "Still without a value",
                withoutValue > 0 && (
                  <Link to={`/desk/interests${query.opportunity ? `?opportunity=${query.opportunity}` : ""}`}>
                    {countText(withoutValue, "expression", locale)} of interest
                  </Link>
                ),
              ],
            ]}
          />
          <UnratedNotice unrated={unrated} />
          {hasValues ? (
            charts.map((chart) => (
              <Section key={chart.id} title={chart.title} id={chart.id}>
                <PipelineChart chart={chart} />
              </Section>
            ))
          ) : (
            <NoValues />
          )}
          <RatesUsed rates={rates} />
        </>
      )}
    </>
  );
}

function NoValues() {
  return (
    <div className="mt-6">
      <EmptyState title="Nothing to add up yet">
        <p>
          Open an expression of interest, choose “Value”, and say what the contract may bring and how likely
          it is. The sums by state, sector and month then stand here.
        </p>
        <p>
          <ButtonLink to="/desk/interests?side=received">See what you received</ButtonLink>
        </p>
      </EmptyState>
    </div>
  );
}

function Filters() {
  const { query, opportunities } = useLoaderData<typeof loader>();
  return (
    <Form className="no-print mb-5 flex flex-wrap items-end gap-x-4 gap-y-2">
      <label className="min-w-48 flex-1 text-sm font-semibold sm:max-w-md">
        Opportunity
        <select name="opportunity" defaultValue={query.opportunity ?? ""} className="control font-normal">
          <option value="">All opportunities</option>
          {opportunities.map(({ reference, title }) => (
            <option key={reference} value={reference}>
              {reference} {title}
            </option>
          ))}
        </select>
      </label>
      <label className="text-sm font-semibold">
        Received in the last
        <select name="months" defaultValue={String(query.months)} className="control font-normal">
          {Object.entries(PERIODS).map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </label>
      <Button look="secondary">Show</Button>
    </Form>
  );
}
