import { useForm } from "@conform-to/react";
import { Link } from "@remix-run/react";
import { DateText } from "#app/components/facts.tsx";
import { DataForm, optionsOf, SelectField, TextField } from "#app/components/forms.tsx";
import { Button, Tag } from "#app/components/primitives.tsx";
import { ALERT_FREQUENCIES, type AlertFrequency } from "#app/domain/alerts/frequencies.ts";
import { ButtonForm, resultOf } from "#app/routes/accounts/form-result.tsx";

type SavedSearch = {
  id: string;
  name: string;
  /** What it looks for. */
  words: string;
  href: string;
  frequency: AlertFrequency;
  pausedAt: string | Date | null;
  lastAlertAt: string | Date | null;
  createdAt: string | Date;
  newCount: number;
};

const iso = (instant: string | Date) => new Date(instant).toISOString();

/** Each saved search with what can be done with it. */
export function SavedSearchList(props: { searches: SavedSearch[]; actionData: unknown }) {
  return (
    <ul className="divide-line border-line divide-y border-y">
      {props.searches.map((search) => (
        <li key={search.id} className="py-4">
          <SearchHead search={search} />
          <div className="mt-2">
            <ButtonForm
              intent={search.pausedAt ? "resume_search" : "pause_search"}
              fields={{ id: search.id }}
            >
              {search.pausedAt ? "Resume" : "Pause"}
              <span className="sr-only"> {search.name}</span>
            </ButtonForm>
          </div>
          <ChangeForm search={search} actionData={props.actionData} />
        </li>
      ))}
    </ul>
  );
}

function SearchHead({ search }: { search: SavedSearch }) {
  const { name, words, href, frequency, pausedAt, lastAlertAt, createdAt, newCount } = search;
  return (
    <>
      <h2 className="text-lg font-semibold">
        <Link to={href}>{name}</Link> {pausedAt && <Tag tone="warn">Paused</Tag>}
      </h2>
      {words !== name && <p>{words}</p>}
      <p className="text-quiet text-sm">
        {ALERT_FREQUENCIES[frequency].label} ·{" "}
        {lastAlertAt ? (
          <>
            last mail <DateText iso={iso(lastAlertAt)} withTime />
          </>
        ) : (
          <>
            no mail yet, saved on <DateText iso={iso(createdAt)} />
          </>
        )}{" "}
        ·{" "}
        <span className={newCount > 0 ? "text-ink font-semibold" : ""}>
          {newCount > 0 ? newCount : "nothing"} new since
        </span>
      </p>
    </>
  );
}

function ChangeForm({ search, actionData }: { search: SavedSearch; actionData: unknown }) {
  const result = resultOf(actionData, "change_search");
  const own = result?.initialValue?.id === search.id ? result : undefined;
  const [form, fields] = useForm<{ name: string; frequency: string }>({
    id: `change-${search.id}`,
    lastResult: own,
    constraint: { name: { required: true }, frequency: { required: true } },
    defaultValue: { name: search.name, frequency: search.frequency },
  });
  return (
    <details className="mt-2" open={own !== undefined}>
      <summary className="text-action inline-flex min-h-9 cursor-pointer items-center underline">
        Change or delete<span className="sr-only"> {search.name}</span>
      </summary>
      <DataForm form={form} className="mt-2" key={`${search.name} ${search.frequency}`}>
        <input type="hidden" name="intent" value="change_search" />
        <input type="hidden" name="id" value={search.id} />
        <TextField field={fields.name} label="Name" />
        <SelectField field={fields.frequency} label="Mail me" options={optionsOf(ALERT_FREQUENCIES)} />
        <Button>Keep the change</Button>
      </DataForm>
      <div className="mt-3">
        <ButtonForm intent="delete_search" fields={{ id: search.id }} look="danger">
          Delete this search<span className="sr-only">: {search.name}</span>
        </ButtonForm>
      </div>
    </details>
  );
}
