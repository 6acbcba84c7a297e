import { useForm } from "@conform-to/react";
import { getZodConstraint } from "@conform-to/zod/v4";
import { data, redirect, type HeadersFunction, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { ChoiceField, DataForm, optionsOf, TextField } from "#app/components/forms.tsx";
import { Button, Notice, PageHeader, Section } from "#app/components/primitives.tsx";
import { countText } from "#app/core/formats.ts";
import { handle, readForm, requireMember, submitForm, type FormResult } from "#app/core/http.server.ts";
import { readLocale } from "#app/core/locale.ts";
import { ALERT_FREQUENCIES, type AlertFrequency } from "#app/domain/alerts/frequencies.ts";
import { saveSearch } from "#app/domain/alerts/save-search.server.ts";
import { saveSearchSchema } from "#app/domain/alerts/schema.ts";
import { readerFor } from "#app/domain/eligibility/reader.server.ts";
import { organisationNames } from "#app/domain/organisations/public-queries.server.ts";
import { ConfirmFirst } from "#app/routes/desk/searches/confirm-first.tsx";
import { PREVIEW_DAYS, previewOf } from "#app/routes/desk/searches/preview.server.ts";
import { inWords, proposedName, storedQuery } from "#app/routes/desk/searches/words.server.ts";
import { parseSearchQuery } from "#search/query.ts";

export const loader = handle(async ({ request, actor, url }) => {
  const { emailVerified } = requireMember(actor, url);
  const locale = readLocale(request.headers.get("Accept-Language"));
  const { query, problems } = parseSearchQuery(url.searchParams);
  const names = await organisationNames(query.filters.organisation);
  const reader = query.qualifying ? await readerFor(actor) : null;
  const preview = await previewOf(query, reader, locale);
  const stored = storedQuery(query);
  const view = {
    words: inWords(query, names),
    name: proposedName(query, names),
    query: stored,
    resultsHref: `/opportunities${stored && "?"}${stored}`,
    problems: problems.map(({ message }) => message),
    emailVerified,
    preview,
    countText:
      preview.count === 0 ? "nothing" : countText(preview.count, "opportunity", locale, "opportunities"),
    days: PREVIEW_DAYS,
    constraint: getZodConstraint(saveSearchSchema),
  };
  return data(view, { status: problems.length > 0 ? 400 : 200 });
});

export const action = handle(async ({ request, actor, url }) => {
  const member = requireMember(actor, url);
  const form = await readForm(request);
  return submitForm(form, saveSearchSchema, async ({ query, ...choice }) => {
    const read = parseSearchQuery(new URLSearchParams(query)).query;
    await saveSearch(member, { ...choice, query: storedQuery(read) });
    return redirect("/desk/searches?done=saved");
  });
});

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = () => [{ title: "Save this search · Sanyog" }];

export default function SaveSearchPage() {
  const { words, name, query, resultsHref, problems, emailVerified, ...view } =
    useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>() as FormResult | undefined;
  const [form, fields] = useForm<z.input<typeof saveSearchSchema>>({
    id: "save-search",
    lastResult: actionData?.result,
    constraint: view.constraint,
    defaultValue: { name, frequency: "daily" satisfies AlertFrequency },
  });
  return (
    <>
      <PageHeader title="Save this search">
        <p>
          For <Link to={resultsHref}>{words}</Link>. What is new comes by mail, each opportunity once.
        </p>
      </PageHeader>
      {problems.length > 0 && (
        <div className="mb-6">
          <Notice tone="warn" title="A part of this search could not be used">
            {problems.join(" ")}
          </Notice>
        </div>
      )}
      {!emailVerified && <ConfirmFirst />}
      <DataForm form={form}>
        <input type="hidden" name="query" value={query} />
        <TextField field={fields.name} label="Name" hint="Only you see it." />
        <ChoiceField field={fields.frequency} label="Mail me" options={optionsOf(ALERT_FREQUENCIES)} />
        <Button>Save the search</Button>
      </DataForm>
      <PreviewSection {...view} />
    </>
  );
}

function PreviewSection({
  preview,
  countText,
  days,
}: Pick<ReturnType<typeof useLoaderData<typeof loader>>, "preview" | "countText" | "days">) {
  return (
    <Section title={`In the last ${days} days this would have brought ${countText}`} id="preview">
      {preview.someWords && preview.total > 0 && (
        <p className="max-w-measure mb-3">
          Few have all these words, so those with most of them count too. Fewer words bring closer matches.
        </p>
      )}
      {preview.newest.length > 0 ? (
        <ul className="divide-line border-line divide-y border-y">
          {preview.newest.map(({ reference, title, href, line }) => (
            <li key={reference} className="py-3">
              <Link to={href} className="font-semibold">
                {title}
              </Link>
              <p className="text-quiet text-sm">{line}</p>
            </li>
          ))}
        </ul>
      ) : (
        <p className="max-w-measure">
          Nothing new was published for it. Save it to hear of the first one, or drop a filter to hear of
          more.
        </p>
      )}
    </Section>
  );
}
