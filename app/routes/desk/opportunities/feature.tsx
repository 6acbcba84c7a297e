import { randomUUID } from "node:crypto";
import { redirect, type HeadersFunction, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { BuyingRefusal } from "#app/components/billing/buying-refusal.tsx";
import { FeaturedText } from "#app/components/billing/featured-text.tsx";
import { OneOrderForm, PlanForm } from "#app/components/billing/order-form.tsx";
import { SandboxBanner } from "#app/components/billing/sandbox-banner.tsx";
import { DateText } from "#app/components/facts.tsx";
import { ButtonLink, Notice, PageHeader, Section } from "#app/components/primitives.tsx";
import { handle, readForm, requireMember, submitForm, type FormResult } from "#app/core/http.server.ts";
import { readBuying } from "#app/domain/billing/buying.server.ts";
import { offerView } from "#app/domain/billing/offer-view.ts";
import { readPriceList } from "#app/domain/billing/price-list.server.ts";
import { readFeatured } from "#app/domain/billing/purchase-story.server.ts";
import { orderKey } from "#app/domain/billing/request-key.server.ts";
import { orderSchema } from "#app/domain/billing/schema.ts";
import { spendCredit } from "#app/domain/billing/spend-credit.server.ts";
import { FEATURABLE_STATUSES, startPurchase } from "#app/domain/billing/start-purchase.server.ts";
import { readOwnOpportunity } from "#app/domain/opportunities/desk-queries.server.ts";
import { closingAt } from "#app/domain/opportunities/lifecycle.ts";
import { resultOf } from "#app/routes/accounts/form-result.tsx";

export const loader = handle(async ({ params, actor, url }) => {
  const member = requireMember(actor, url);
  const opportunity = await readOwnOpportunity(member, params.reference ?? "");
  const { id, reference, title, status } = opportunity;
  const { profile, ...buying } = await readBuying(member);
  const { offers } = profile ? await readPriceList(profile) : { offers: [] };
  return {
    ...{ reference, title, ...buying },
    isFeaturable: FEATURABLE_STATUSES.some((each) => each === status),
    isHeld: status === "on_hold",
    endsAt: closingAt(opportunity)?.toISOString() ?? null,
    featured: await readFeatured(id),
    hasProfile: profile !== null,
    offers: offers.filter(({ product }) => product === "featured").map(offerView),
    requestKey: randomUUID(),
  };
});

export const action = handle(async ({ request, params, actor, url }) => {
  const member = requireMember(actor, url);
  const { reference } = await readOwnOpportunity(member, params.reference ?? "");
  const form = await readForm(request);
  return submitForm(form, orderSchema, async (order) => {
    const requestKey = orderKey(order.requestKey, order.pay, order.plan, reference);
    const buy = order.pay === "credit" ? spendCredit : startPurchase;
    return redirect((await buy(member, { ...order, requestKey, reference })).redirectTo);
  });
});

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Feature ${data?.title || "an opportunity"} · Sanyog` },
];

export default function FeaturePage() {
  const { reference, title, isSandbox, featured, isHeld, isFeaturable, endsAt } =
    useLoaderData<typeof loader>();
  return (
    <>
      <SandboxBanner isSandbox={isSandbox} />
      <PageHeader title="Feature this opportunity">
        <Link to={`/desk/opportunities/${reference}`}>
          {title || "Without a title"}, <span className="whitespace-nowrap">{reference}</span>
        </Link>
      </PageHeader>
      <p className="max-w-measure">
        A featured opportunity is shown above the others, with the word “Featured”, when it matches what
        somebody looks for. The order of the others does not change.{" "}
        {isHeld && "While it is on hold, the time stands still. "}
        {isFeaturable && endsAt && (
          <>
            This one ends on <DateText iso={endsAt} />: what is left of its time then waits until it is public
            again.
          </>
        )}
      </p>
      {featured && (
        <p className="max-w-measure mt-3 font-semibold">
          <FeaturedText {...featured} />. What you buy now is added to it.
        </p>
      )}
      <div className="mt-6">
        <Choice />
      </div>
    </>
  );
}

/** What this person can do now, or what has to be done first. */
function Choice() {
  const { reference, isFeaturable, refusal, owners, hasProfile, offers, credits, requestKey } =
    useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>() as FormResult | undefined;
  if (!isFeaturable)
    return (
      <Notice title="Only what is published or on hold can be featured.">
        <Link to={`/desk/opportunities/${reference}`}>Go to its page to publish it</Link>
      </Notice>
    );
  if (refusal) return <BuyingRefusal refusal={refusal} owners={owners} />;
  const creditResult = resultOf(actionData, "credit");
  const back = new URLSearchParams({ next: `/desk/opportunities/${reference}/feature` });
  return (
    <>
      {credits.left > 0 && (
        <Section title="Use a credit" id="credit">
          <p className="mb-3">
            {credits.left === 1 ? "One credit is" : `${credits.left} credits are`} left. One features it for{" "}
            {credits.days} days.
          </p>
          <OneOrderForm id="credit" plan="credit" pay="credit" requestKey={requestKey} result={creditResult}>
            Use one credit
          </OneOrderForm>
        </Section>
      )}
      <Section title={credits.left > 0 ? "Or pay for it" : "Choose a plan"} id="plan">
        {hasProfile ? (
          <PlanForm
            offers={offers}
            requestKey={requestKey}
            result={creditResult ? undefined : actionData?.result}
          />
        ) : (
          <Notice tone="action" title="Say first whom the invoice names.">
            <p className="mb-3">
              The prices with their taxes follow from your billing details. You come back here afterwards.
            </p>
            <ButtonLink to={`/desk/billing?${back}#details`}>Fill in billing details</ButtonLink>
          </Notice>
        )}
      </Section>
    </>
  );
}
