import { randomUUID } from "node:crypto";
import { redirect, type HeadersFunction, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { BuyingRefusal } from "#app/components/billing/buying-refusal.tsx";
import { CreditPacks } from "#app/components/billing/credit-packs.tsx";
import { ProfileForm } from "#app/components/billing/profile-form.tsx";
import { PurchaseTable } from "#app/components/billing/purchase-table.tsx";
import { SandboxBanner } from "#app/components/billing/sandbox-banner.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { Button, EmptyState, Facts, News, PageHeader, Section } from "#app/components/primitives.tsx";
import { unknownCommand } from "#app/core/errors.ts";
import { countryText } from "#app/core/formats.ts";
import { handle, readForm, safeRedirectPath, submitForm } from "#app/core/http.server.ts";
import { countryOptions } from "#app/core/reference/countries.ts";
import { accountingYearText, readAccountingYear } from "#app/domain/billing/accounting-year.ts";
import { readBuying } from "#app/domain/billing/buying.server.ts";
import { offerView } from "#app/domain/billing/offer-view.ts";
import { readPriceList } from "#app/domain/billing/price-list.server.ts";
import { listPurchases, listPurchaseYears } from "#app/domain/billing/purchase-queries.server.ts";
import { orderKey } from "#app/domain/billing/request-key.server.ts";
import { saveBillingProfile } from "#app/domain/billing/save-billing-profile.server.ts";
import { orderSchema, profileSchema } from "#app/domain/billing/schema.ts";
import { startPurchase } from "#app/domain/billing/start-purchase.server.ts";
import { resultOf } from "#app/routes/accounts/form-result.tsx";
import { requirePoster } from "#app/routes/desk/billing/poster.server.ts";

const PATH = "/desk/billing";
const MOST_PAGES = 10_000;

/** The page of an address; the first one for what is no page. */
function readPage(text: string | null): number {
  return text !== null && /^[1-9]\d{0,4}$/.test(text) ? Math.min(Number(text), MOST_PAGES) : 1;
}

export const loader = handle(async ({ actor, url }) => {
  const member = requirePoster(actor, url);
  const year = readAccountingYear(url.searchParams.get("year"));
  const page = readPage(url.searchParams.get("page"));
  const { profile, ...buying } = await readBuying(member);
  const { offers } = profile ? await readPriceList(profile) : { offers: [] };
  const next = safeRedirectPath(url.searchParams.get("next"), "");
  return {
    ...{ ...buying, profile, year, page },
    organisation: member.organisation.name,
    packs: offers.filter(({ product }) => product === "credit_pack").map(offerView),
    years: await listPurchaseYears(member),
    ...(await listPurchases(member, { year, page })),
    suggestion: {
      legalName: member.organisation.name,
      country: member.organisation.country,
      email: member.email,
    },
    countries: countryOptions().map(({ code, name }) => ({ value: code, label: name })),
    next: next || null,
    isSaved: url.searchParams.has("saved"),
    requestKey: randomUUID(),
  };
});

export const action = handle(async ({ request, actor, url }) => {
  const member = requirePoster(actor, url);
  const form = await readForm(request);
  switch (form.get("intent")) {
    case "details":
      return submitForm(form, profileSchema, async (profile) => {
        await saveBillingProfile(member, profile);
        return redirect(safeRedirectPath(String(form.get("next") ?? ""), `${PATH}?saved`));
      });
    case "pack":
      return submitForm(form, orderSchema, async (order) => {
        const requestKey = orderKey(order.requestKey, order.plan);
        const input = { ...order, pay: "stripe" as const, requestKey, reference: null };
        return redirect((await startPurchase(member, input)).redirectTo);
      });
    default:
      throw unknownCommand();
  }
});

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = () => [{ title: "Billing · Sanyog" }];

export default function BillingPage() {
  const { organisation, isSandbox, isSaved, refusal, owners, credits, packs, requestKey, profile } =
    useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  return (
    <>
      <SandboxBanner isSandbox={isSandbox} />
      <PageHeader title={`Billing of ${organisation}`}>
        <p>Featured listings, credits and what was paid for them.</p>
      </PageHeader>
      <News>{isSaved && "The billing details are saved. They count for orders from now on."}</News>
      {refusal && <BuyingRefusal refusal={refusal} owners={owners} />}
      <CreditPacks
        {...{ credits, packs, requestKey }}
        isReady={profile !== null}
        mayBuy={refusal === null}
        result={resultOf(actionData, "pack")}
      />
      <History />
      <Details />
    </>
  );
}

function Details() {
  const { profile, suggestion, countries, refusal, next } = useLoaderData<typeof loader>();
  const result = resultOf(useActionData<typeof action>(), "details");
  return (
    <Section title="Billing details" id="details">
      {refusal === null ? (
        <ProfileForm profile={profile ?? suggestion} countries={countries} next={next} result={result} />
      ) : profile ? (
        <Facts
          rows={[
            ["Legal name", profile.legalName],
            [
              "Address",
              <span key="address" className="whitespace-pre-line">
                {profile.address}
              </span>,
            ],
            ["Country", countryText(profile.country)],
            ["GSTIN", profile.gstin],
            ["Receipts go to", profile.email],
          ]}
        />
      ) : (
        <p className="text-quiet">Not filled in yet.</p>
      )}
    </Section>
  );
}

function History() {
  const { purchases, pageCount, page, year, years } = useLoaderData<typeof loader>();
  const query = year === null ? "" : `year=${year}`;
  if (years.length === 0)
    return (
      <Section title="Purchases" id="purchases">
        <EmptyState title="Nothing was bought yet">
          <p>To feature an opportunity, open it under “Opportunities” and follow “Feature this”.</p>
        </EmptyState>
      </Section>
    );
  return (
    <Section
      title="Purchases"
      id="purchases"
      aside={
        <a href={`${PATH}/purchases.csv${query && `?${query}`}`} download>
          Download as CSV
        </a>
      }
    >
      <Form className="mb-4 flex flex-wrap items-end gap-2" action={`${PATH}#purchases`}>
        <label>
          <span className="block font-semibold">Year</span>
          <select name="year" defaultValue={year ?? ""} className="control w-auto">
            <option value="">All years</option>
            {years.map((each) => (
              <option key={each} value={each}>
                {accountingYearText(each)}
              </option>
            ))}
          </select>
        </label>
        <Button look="secondary">Show</Button>
      </Form>
      {purchases.length === 0 ? (
        <p className="text-quiet">Nothing was bought in this year.</p>
      ) : (
        <PurchaseTable purchases={purchases} />
      )}
      <Pagination page={page} pageCount={pageCount} hrefOf={(each) => `?${query}&page=${each}#purchases`} />
    </Section>
  );
}
