import { redirect, type HeadersFunction, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ButtonLink, EmptyState, News, PageHeader } from "#app/components/primitives.tsx";
import { unknownCommand } from "#app/core/errors.ts";
import { handle, readForm, requireMember, submitForm } from "#app/core/http.server.ts";
import {
  changeSearch,
  deleteSearch,
  pauseSearch,
  resumeSearch,
} from "#app/domain/alerts/change-search.server.ts";
import { listSavedSearches } from "#app/domain/alerts/queries.server.ts";
import { changeSearchSchema, savedSearchIdSchema, SAVED_SEARCHES_MAX } from "#app/domain/alerts/schema.ts";
import { ButtonProblem } from "#app/routes/accounts/form-result.tsx";
import { ConfirmFirst } from "#app/routes/desk/searches/confirm-first.tsx";
import { SavedSearchList } from "#app/routes/desk/searches/saved-search-list.tsx";
import { wordsOfStored } from "#app/routes/desk/searches/words.server.ts";

const NEWS: Record<string, string> = {
  saved: "The search is saved. From now on we look for you.",
  changed: "The search is changed.",
  paused: "No mail leaves for this search until you resume it.",
  resumed: "New matches come by mail again, from now on.",
  deleted: "The search is deleted.",
};

export const loader = handle(async ({ actor, url }) => {
  const member = requireMember(actor, url);
  const searches = await listSavedSearches(member);
  const words = await wordsOfStored(searches.map(({ query }) => query));
  return {
    searches: searches.map(({ query, ...search }) => ({
      ...search,
      words: words.get(query)!,
      href: `/opportunities?${new URLSearchParams([...new URLSearchParams(query), ["sort", "newest"]])}`,
    })),
    max: SAVED_SEARCHES_MAX,
    emailVerified: member.emailVerified,
    news: NEWS[url.searchParams.get("done") ?? ""] ?? null,
  };
});

export const action = handle(async ({ request, actor, url }) => {
  const member = requireMember(actor, url);
  const form = await readForm(request);
  const after = (news: string, work: Promise<void>) =>
    work.then(() => redirect(`/desk/searches?done=${news}`));
  switch (form.get("intent")) {
    case "change_search":
      return submitForm(form, changeSearchSchema, (value) => after("changed", changeSearch(member, value)));
    case "pause_search":
      return submitForm(form, savedSearchIdSchema, ({ id }) => after("paused", pauseSearch(member, id)));
    case "resume_search":
      return submitForm(form, savedSearchIdSchema, ({ id }) => after("resumed", resumeSearch(member, id)));
    case "delete_search":
      return submitForm(form, savedSearchIdSchema, ({ id }) => after("deleted", deleteSearch(member, id)));
    default:
      throw unknownCommand();
  }
});

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = () => [{ title: "Saved searches · Sanyog" }];

export default function SavedSearchesPage() {
  const { searches, max, emailVerified, news } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title="Saved searches"
        actions={
          <ButtonLink to="/opportunities" look="secondary">
            Search for more
          </ButtonLink>
        }
      >
        <p>
          {searches.length > 0
            ? `${searches.length} of ${max}. What is new comes by mail, each opportunity once.`
            : "A saved search goes on looking when you have left."}
        </p>
      </PageHeader>
      <News>{news}</News>
      {!emailVerified && <ConfirmFirst />}
      <ButtonProblem actionData={actionData} intents={["pause_search", "resume_search", "delete_search"]} />
      {searches.length > 0 ? (
        <SavedSearchList searches={searches} actionData={actionData} />
      ) : (
        <EmptyState title="You have saved none yet">
          <p>
            Search for what your shop could make, choose filters, then press “Save this search”. You see first
            how much it would have brought in the last month.
          </p>
          <p>
            <ButtonLink to="/opportunities">Search the opportunities</ButtonLink>
          </p>
        </EmptyState>
      )}
    </>
  );
}
