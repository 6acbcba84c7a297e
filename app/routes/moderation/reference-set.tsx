import { data, redirect, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { ReferenceForm } from "#app/components/reference/reference-form.tsx";
import { VersionHistory } from "#app/components/reference/version-history.tsx";
import { VersionView } from "#app/components/reference/version-view.tsx";
import { DateText } from "#app/components/facts.tsx";
import { News, PageHeader, Section } from "#app/components/primitives.tsx";
import { handle, readForm, requirePerson } from "#app/core/http.server.ts";
import { readLocale } from "#app/core/locale.ts";
import { today } from "#app/domain/reference/days.ts";
import { presentValue } from "#app/domain/reference/differences.ts";
import { draftOf } from "#app/domain/reference/draft.ts";
import { readReferenceSet } from "#app/domain/reference/queries.server.ts";
import { runReferenceForm } from "#app/routes/moderation/reference-form.server.ts";

const localeOf = (request: Request) => readLocale(request.headers.get("Accept-Language"));

export const loader = handle(async ({ request, params, actor, url }) => {
  const locale = localeOf(request);
  const set = await readReferenceSet(requirePerson(actor, url), params.name ?? "", locale);
  const { name, label, explanation, shape, current, entries, history, latestVersion } = set;
  const entryOf = (key: string) =>
    entries.find(({ version, value }) => String(version) === url.searchParams.get(key) && value !== null);
  const shown = entryOf("version");
  const basis = entryOf("from") ?? current;
  return {
    ...{ name, label, explanation, shape, history, latestVersion },
    current: { version: current.version, validFrom: current.validFrom },
    basisVersion: basis.version,
    draft: draftOf(shape, basis.value),
    today: today(),
    shown: shown && { version: shown.version, view: presentValue(shape, shown.value, locale) },
    saved: url.searchParams.get("saved"),
  };
});

export const action = handle(async ({ request, params, actor, url }) => {
  const locale = localeOf(request);
  const person = requirePerson(actor, url);
  const { name } = await readReferenceSet(person, params.name ?? "", locale);
  const outcome = await runReferenceForm(person, name, await readForm(request), locale);
  if ("saved" in outcome) return redirect(`/moderation/reference/${name}?saved=${outcome.saved}`);
  return data(outcome.answer, { status: outcome.status });
});

/** Whoever was overtaken reads the new version at once. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [
  { title: `${loaded?.label ?? "Rules and rates"} · Sanyog` },
];

export default function ReferenceSetPage() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { label, explanation, shape, history, current, shown, saved, basisVersion } = loaded;
  return (
    <>
      <PageHeader title={label}>
        <p>{explanation}</p>
        <p className="mt-1">
          Holds since <DateText iso={current.validFrom} />.{" "}
          <Link to="/moderation/reference">All rules and rates</Link>
        </p>
      </PageHeader>
      <News>{saved && !answer && `Version ${saved} is saved. It stands in the history below.`}</News>
      {shown && (
        <Section
          id="shown"
          title={shown.version === 0 ? "What the product begins with" : `Version ${shown.version}`}
        >
          <VersionView {...shown.view} />
          <p className="mt-3">
            <Link to={`?from=${shown.version}#change`}>Start a change from this version</Link>
          </p>
        </Section>
      )}
      <Section id="change" title="Change it">
        {basisVersion !== current.version && !answer && (
          <p className="mb-4">
            The form below is filled with{" "}
            {basisVersion === 0 ? "what the product begins with" : `version ${basisVersion}`}.
          </p>
        )}
        <ReferenceForm
          key={`${loaded.latestVersion} ${basisVersion}`}
          shape={shape}
          version={loaded.latestVersion}
          draft={loaded.draft}
          validFrom={loaded.today}
          {...{ note: "", problems: {}, message: "", preview: null, grown: "" }}
          {...answer}
        />
      </Section>
      <Section id="history" title="History">
        <VersionHistory history={history} />
      </Section>
    </>
  );
}
