import { useForm } from "@conform-to/react";
import { redirect, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { InterestTabs } from "#app/components/desk/interest-tabs.tsx";
import { DateText, Money } from "#app/components/facts.tsx";
import { DataForm, SelectField, TextField } from "#app/components/forms.tsx";
import { Button, News, PageHeader, Section } from "#app/components/primitives.tsx";
import { mayEdit } from "#app/core/actor.ts";
import { handle, readForm, requirePerson, submitForm, type FormResult } from "#app/core/http.server.ts";
import { formatMoney } from "#app/core/money.ts";
import { CURRENCIES, currencyName, isCurrency } from "#app/core/reference/currencies.ts";
import { readLead, setLeadValue } from "#app/domain/leads/lead-value.server.ts";
import { leadValueSchema } from "#app/domain/leads/schema.ts";

export const loader = handle(async ({ params, actor, url }) => {
  requirePerson(actor, url);
  const { id, organisation, opportunity, version, history } = await readLead(actor, params.id ?? "");
  const [latest] = history;
  const amount = latest?.amountMinor ?? null;
  const currency = latest?.currency ?? opportunity.currency;
  return {
    side: "poster" as const,
    ...{ id, version, opportunity: { reference: opportunity.reference, title: opportunity.title } },
    applicant: organisation.name,
    mayEdit: mayEdit(actor),
    isSaved: url.searchParams.has("saved"),
    typed: {
      amount: amount !== null && isCurrency(currency) ? formatMoney(amount, currency) : "",
      currency,
      probability: amount === null ? "" : String(latest?.probabilityPercent),
    },
    history: history.map(({ amountMinor, createdAt, actor: who, ...value }) => ({
      ...value,
      minor: amountMinor?.toString() ?? null,
      at: createdAt.toISOString(),
      who: who?.name ?? "",
    })),
  };
});

export const action = handle(async ({ request, params, actor, url }) => {
  requirePerson(actor, url);
  return submitForm(await readForm(request), leadValueSchema, async (value) => {
    await setLeadValue(actor, params.id ?? "", value);
    return redirect(`/desk/interests/${params.id}/value?saved`);
  });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Value of the interest of ${data?.applicant ?? "an applicant"} · Sanyog` },
];

export default function LeadValuePage() {
  const { id, applicant, opportunity, isSaved, mayEdit: isEditor, history } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={`Value of the interest of ${applicant}`}>
        <p>
          Interest in <Link to={`/opportunities/${opportunity.reference}`}>{opportunity.title}</Link>,{" "}
          <span className="whitespace-nowrap">{opportunity.reference}</span>. Only your organisation sees
          this. It is added to your <Link to="/desk/pipeline">pipeline</Link>.
        </p>
      </PageHeader>
      <InterestTabs id={id} />
      <News>{isSaved && "Saved."}</News>
      {isEditor ? <ValueForm /> : <p>Your role is viewer: you may read this and not change it.</p>}
      {history.length > 0 && (
        <Section title="Every change" id="history">
          <History />
        </Section>
      )}
    </>
  );
}

type Fields = { amount: string; currency: string; probability: string };

function ValueForm() {
  const { version, typed } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>() as FormResult | undefined;
  const [form, fields] = useForm<Fields>({
    id: "value",
    lastResult: actionData?.result,
    defaultValue: typed,
    constraint: { currency: { required: true } },
  });
  return (
    <DataForm form={form} key={version}>
      <input type="hidden" name="version" value={version} />
      <TextField
        field={fields.amount}
        label="Expected value"
        hint="What the contract would bring, over its whole life. You may write 1.25 crore. Leave it empty if you do not know."
        inputMode="text"
        autoComplete="off"
      />
      <SelectField
        field={fields.currency}
        label="Currency"
        options={CURRENCIES.map((code) => ({ value: code, label: `${code}: ${currencyName(code)}` }))}
      />
      <TextField
        field={fields.probability}
        label="Probability in percent"
        hint="From 0 to 100: how likely it is that it comes to a contract."
        inputMode="numeric"
        autoComplete="off"
      />
      <Button>Save</Button>
    </DataForm>
  );
}

function History() {
  const { history } = useLoaderData<typeof loader>();
  return (
    <ol className="divide-line border-line divide-y border-y">
      {history.map(({ version, minor, currency, probabilityPercent, at, who }) => (
        <li key={version} className="py-2">
          {minor === null ? (
            "Taken back"
          ) : (
            <>
              <Money minor={minor} currency={currency} /> with {probabilityPercent}%
            </>
          )}
          <span className="text-quiet block text-sm">
            <DateText iso={at} withTime />
            {who && `, ${who}`}
          </span>
        </li>
      ))}
    </ol>
  );
}
