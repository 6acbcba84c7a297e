import { redirect, type HeadersFunction, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { BuyingRefusal } from "#app/components/billing/buying-refusal.tsx";
import { FeaturedText } from "#app/components/billing/featured-text.tsx";
import { InvoiceLinks } from "#app/components/billing/invoice-links.tsx";
import { PurchaseFacts } from "#app/components/billing/purchase-facts.tsx";
import { PURCHASE_TONES } from "#app/components/billing/purchase-state-tag.tsx";
import { SandboxBanner } from "#app/components/billing/sandbox-banner.tsx";
import { DateText } from "#app/components/facts.tsx";
import { ButtonLink, Notice, PageHeader, Section } from "#app/components/primitives.tsx";
import { unknownCommand } from "#app/core/errors.ts";
import { handle, readForm, requireMember, submitForm } from "#app/core/http.server.ts";
import { readBuying } from "#app/domain/billing/buying.server.ts";
import { listInvoices } from "#app/domain/billing/invoice-queries.server.ts";
import { readPurchase } from "#app/domain/billing/purchase-queries.server.ts";
import { isUnderWay, PURCHASE_STATES } from "#app/domain/billing/purchase-states.ts";
import { readStory } from "#app/domain/billing/purchase-story.server.ts";
import { refreshPurchase } from "#app/domain/billing/refresh-purchase.server.ts";
import { startPurchase } from "#app/domain/billing/start-purchase.server.ts";
import { buttonSchema } from "#app/domain/organisations/schema.ts";
import { ButtonForm, ButtonProblem } from "#app/routes/accounts/form-result.tsx";

export const loader = handle(async ({ params, actor, url }) => {
  const member = requireMember(actor, url);
  const known = await readPurchase(member, params.id ?? "");
  const hasAnswer = !isUnderWay(known.state) || (await refreshPurchase(known.id));
  const purchase = hasAnswer ? await readPurchase(member, known.id) : known;
  const { refusal, owners, isSandbox } = await readBuying(member);
  return {
    ...{ purchase, hasAnswer, refusal, owners, isSandbox },
    story: await readStory(purchase),
    invoices: await listInvoices(member, purchase.id),
    back: url.searchParams.get("back"),
  };
});

export const action = handle(async ({ request, params, actor, url }) => {
  const member = requireMember(actor, url);
  const purchase = await readPurchase(member, params.id ?? "");
  const form = await readForm(request);
  if (form.get("intent") !== "go_on_to_payment") throw unknownCommand();
  return submitForm(form, buttonSchema, async () => {
    const { requestKey, planCode: plan, opportunity } = purchase;
    const order = { requestKey, plan, pay: "stripe", reference: opportunity?.reference ?? null } as const;
    return redirect((await startPurchase(member, order)).redirectTo);
  });
});

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.purchase.description ?? "A purchase"} · Sanyog` },
];

export default function PurchasePage() {
  const { purchase, isSandbox, hasAnswer, story, invoices } = useLoaderData<typeof loader>();
  const { opportunity, description } = purchase;
  return (
    <>
      <SandboxBanner isSandbox={isSandbox} />
      <PageHeader title={description}>
        {opportunity && (
          <Link to={`/desk/opportunities/${opportunity.reference}`}>
            {opportunity.title}, <span className="whitespace-nowrap">{opportunity.reference}</span>
          </Link>
        )}
      </PageHeader>
      <ButtonProblem actionData={useActionData<typeof action>()} intents={["go_on_to_payment"]} />
      {hasAnswer ? <State /> : <NoAnswer />}
      <div className="mt-6 max-w-3xl">
        <PurchaseFacts purchase={purchase} used={story.used} creditsLeft={story.creditsLeft} />
      </div>
      <InvoiceLinks invoices={invoices} />
      {story.lines.length > 0 && (
        <Section title="What happened since" id="ledger">
          <ul className="divide-line border-line max-w-3xl divide-y border-y">
            {story.lines.map(({ at, text }, place) => (
              <li key={place} className="grid gap-x-4 py-2 sm:grid-cols-[13rem_1fr]">
                <span className="text-quiet">
                  <DateText iso={at} withTime />
                </span>
                <span>{text}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <p className="mt-8">
        <Link to="/desk/billing">All purchases</Link>
      </p>
    </>
  );
}

function NoAnswer() {
  const { id } = useLoaderData<typeof loader>().purchase;
  return (
    <Notice tone="warn" title="The payment service does not answer right now." live>
      <p className="mb-3">
        So we cannot say yet how this payment stands. Nothing is lost, and nothing is charged twice: reload
        this page in a minute.
      </p>
      <a className="button button-secondary" href={`/desk/billing/purchases/${id}`}>
        Reload
      </a>
    </Notice>
  );
}

/** How it stands, in words, with what can be done next. */
function State() {
  const { purchase, story, back } = useLoaderData<typeof loader>();
  const { state, product } = purchase;
  const { label, explanation } = PURCHASE_STATES[state];
  const hasBegun = state === "paid" || state === "by_credit" || state === "partly_refunded";
  return (
    <Notice tone={PURCHASE_TONES[state]} title={`${label}.`} live>
      <p>
        {explanation}{" "}
        {state === "open" && back === "left" && "You left the payment page; you can go back to it."}
        {state === "open" &&
          back === "paid" &&
          "If you have just paid, reload this page in a minute; do not pay again."}
      </p>
      {hasBegun && story.featured && (
        <p className="font-semibold">
          <FeaturedText {...story.featured} />.
        </p>
      )}
      {hasBegun && product === "featured" && !story.featured && <p>The featured time is over.</p>}
      {hasBegun && product === "credit_pack" && (
        <p>
          <Link to="/desk/opportunities">Choose an opportunity</Link> to use a credit for it.
        </p>
      )}
      <NextStep />
    </Notice>
  );
}

function NextStep() {
  const { purchase, refusal, owners, isSandbox } = useLoaderData<typeof loader>();
  const { state, opportunity, paymentUrl } = purchase;
  if (state === "processing" && isSandbox)
    return (
      <p>
        <a href={paymentUrl}>Let the money arrive or fail, on the sandbox’s page</a>
      </p>
    );
  const isOpen = state === "created" || state === "open";
  const isOver = state === "failed" || state === "expired";
  if (!isOpen && !isOver) return null;
  if (refusal) return <BuyingRefusal refusal={refusal} owners={owners} />;
  const again = opportunity
    ? `/desk/opportunities/${opportunity.reference}/feature`
    : "/desk/billing#credits";
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      {isOpen && (
        <ButtonForm intent="go_on_to_payment" look="primary">
          Go on to payment
        </ButtonForm>
      )}
      {isOver && <ButtonLink to={again}>Order again</ButtonLink>}
    </div>
  );
}
