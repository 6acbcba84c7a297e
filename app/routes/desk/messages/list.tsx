import { useForm } from "@conform-to/react";
import { redirect, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { DateText, InterestStatusTag } from "#app/components/facts.tsx";
import { ChoiceField, DataForm, optionsOf } from "#app/components/forms.tsx";
import { OpenQuestions } from "#app/components/messages/open-questions.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { Button, EmptyState, News, PageHeader, Section, Tag } from "#app/components/primitives.tsx";
import { handle, requireMember, submitForm, type FormResult } from "#app/core/http.server.ts";
import { ALERT_FREQUENCIES } from "#app/domain/alerts/frequencies.ts";
import { changeFrequency, readFrequency } from "#app/domain/messages/preference.server.ts";
import { listThreads, THREADS_PER_PAGE } from "#app/domain/messages/queries.server.ts";
import { inboxSchema, preferenceSchema } from "#app/domain/messages/schema.ts";

export const loader = handle(async ({ actor, url }) => {
  const { organisation } = requireMember(actor, url);
  const { page } = inboxSchema.parse(Object.fromEntries(url.searchParams));
  const [{ rows, total }, frequency] = await Promise.all([listThreads(actor, page), readFrequency(actor)]);
  return {
    organisation: organisation.name,
    page,
    pageCount: Math.ceil(total / THREADS_PER_PAGE),
    frequency,
    isSaved: url.searchParams.get("done") === "frequency",
    threads: rows.map(({ total: _total, lastAt, ...row }) => ({ ...row, lastAt: lastAt.toISOString() })),
  };
});

export const action = handle(({ request, actor, url }) => {
  requireMember(actor, url);
  return submitForm(request, preferenceSchema, async ({ frequency }) => {
    await changeFrequency(actor, frequency);
    return redirect("/desk/messages?done=frequency");
  });
});

export const meta: MetaFunction = () => [{ title: "Messages · Sanyog" }];

export default function InboxPage() {
  const { threads, page, pageCount, isSaved } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title="Messages">
        Conversations about expressions of interest, what you have not read first.
      </PageHeader>
      <News>{isSaved && "Your choice is saved."}</News>
      <OpenQuestions />
      {threads.length > 0 ? (
        <>
          <ThreadList />
          <Pagination
            page={page}
            pageCount={pageCount}
            hrefOf={(number) => `/desk/messages?page=${number}`}
          />
        </>
      ) : (
        <EmptyState title={page > 1 ? "There are no more messages" : "Nobody has written yet"}>
          <p>
            Every expression of interest that was sent has a place for messages.{" "}
            <Link to="/desk/interests">See your expressions of interest</Link>
          </p>
        </EmptyState>
      )}
      <Section title="Mail about messages" id="mail">
        <FrequencyForm />
      </Section>
    </>
  );
}

function ThreadList() {
  const { threads } = useLoaderData<typeof loader>();
  return (
    <ul className="divide-line border-line divide-y border-y">
      {threads.map(({ id, other, title, reference, status, unread, lastAt, lastSide, side, excerpt }) => (
        <li key={id} className="py-3">
          <div className="flex flex-wrap items-baseline justify-between gap-x-6">
            <Link
              to={`/desk/interests/${id}/messages${unread > 0 ? "#unread" : "#write"}`}
              className={unread > 0 ? "font-bold" : "font-semibold"}
            >
              {other}
            </Link>
            <span className="flex flex-wrap items-baseline gap-x-3">
              {unread > 0 && <Tag tone="action">{unread} new</Tag>}
              <DateText iso={lastAt} withTime />
            </span>
          </div>
          <p className="text-quiet text-sm">
            {title}, <span className="whitespace-nowrap">{reference}</span>{" "}
            <InterestStatusTag status={status} />
          </p>
          <p className="max-w-measure mt-1 line-clamp-2 break-words">
            {lastSide === side && <span className="text-quiet">Your side: </span>}
            {excerpt || <span className="text-quiet">No text to show</span>}
          </p>
        </li>
      ))}
    </ul>
  );
}

const CHOICES = optionsOf({
  at_once: {
    label: ALERT_FREQUENCIES.at_once.label,
    explanation:
      "Within minutes, while you have not read it; at most one mail every ten minutes for each conversation.",
  },
  daily: ALERT_FREQUENCIES.daily,
  weekly: ALERT_FREQUENCIES.weekly,
  none: {
    label: ALERT_FREQUENCIES.none.label,
    explanation: "Messages wait on your desk and are counted there.",
  },
});

function FrequencyForm() {
  const { frequency, organisation } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>() as FormResult | undefined;
  const [form, fields] = useForm<{ frequency: string }>({
    id: "frequency",
    lastResult: actionData?.result,
    defaultValue: { frequency },
    constraint: { frequency: { required: true } },
  });
  return (
    <DataForm form={form}>
      <ChoiceField
        field={fields.frequency}
        label="How often do you want mail about new messages?"
        hint={`For you, as a member of ${organisation}. You can answer a mail: it lands in the conversation.`}
        options={CHOICES}
      />
      <Button look="secondary">Save the choice</Button>
    </DataForm>
  );
}
