import { data, type MetaFunction } from "@remix-run/node";
import { useLoaderData, type ClientLoaderFunctionArgs } from "@remix-run/react";
import { useRef } from "react";
import { useRouterLinks } from "#app/components/router-links.ts";
import { takeAnswer, useLiveSearch } from "#app/components/search/live-search.ts";
import { SearchBox } from "#app/components/search/search-box.tsx";
import { handle } from "#app/core/http.server.ts";
import { findResults } from "#app/routes/opportunities/find-results.server.ts";
import { answerOf } from "#app/routes/opportunities/results-html.server.tsx";

export const loader = handle(async (asked) => {
  const { view, status } = await findResults(asked);
  asked.context.listings = view.listings;
  return data(answerOf(view), { status });
});

/** What is shown already is not asked for again when the router learns of it. */
export const clientLoader = async ({ request, serverLoader }: ClientLoaderFunctionArgs) =>
  takeAnswer(request.url) ?? serverLoader<typeof loader>();

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ?? "Opportunities · Sanyog" },
  {
    name: "description",
    content: `${data?.countText ?? "Opportunities"}: technologies to license, joint ventures, collaboration calls and requests, with fees, readiness and what you need to take part.`,
  },
  { tagName: "link", rel: "canonical", href: data?.canonical },
  { tagName: "link", rel: "alternate", type: "application/atom+xml", title: "Newest", href: data?.feed },
];

export default function Results() {
  const answer = useLoaderData<typeof loader>();
  const form = useRef<HTMLFormElement>(null);
  const { html, ...live } = useLiveSearch(form, answer);
  return (
    <form ref={form} action="/opportunities" {...live}>
      <h1 tabIndex={-1} className="pt-6 pb-2 text-2xl">
        Opportunities
      </h1>
      <SearchBox id="q" label="What are you looking for?" labelHidden defaultValue={answer.q} />
      <div className="results" onClick={useRouterLinks()} dangerouslySetInnerHTML={html} />
    </form>
  );
}
