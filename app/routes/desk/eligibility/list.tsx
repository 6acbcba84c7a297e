import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { EligibilitySign } from "#app/components/eligibility-sign.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { EmptyState, PageHeader } from "#app/components/primitives.tsx";
import type { Actor } from "#app/core/actor.ts";
import { notFound } from "#app/core/errors.ts";
import { countryText, countText } from "#app/core/formats.ts";
import { handle, requireMember } from "#app/core/http.server.ts";
import { readLocale } from "#app/core/locale.ts";
import { sectorLabel } from "#app/core/reference/sectors.ts";
import { OPPORTUNITY_KINDS } from "#app/core/reference/terms.ts";
import { signOf } from "#app/domain/eligibility/explain.ts";
import { openingTitle } from "#app/domain/eligibility/gap-words.ts";
import {
  LIST_PAGE_SIZE,
  listAsking,
  listOpened,
  QUESTIONS,
  type Question,
} from "#app/domain/eligibility/own-outlook.server.ts";
import { requirementsOf } from "#app/domain/interests/requirements.ts";
import { opportunityPath } from "#app/domain/opportunities/address.ts";

const ASKING: Record<Question, string> = {
  turnover: "Who asks for a yearly turnover",
  founded_year: "Who asks for years in business",
  enterprise_class: "Who asks for an enterprise class",
  industrial_licence: "Who asks for an industrial licence",
  certificates: "Who requires a certificate",
  supplies: "Who asks for past supplies",
};

const isQuestion = (text: string): text is Question => (QUESTIONS as readonly string[]).includes(text);

/** What an address names: what remedies open, or who asks for something. */
async function read(actor: Actor, lens: string, subject: string, page: number) {
  if (lens === "asks" && isQuestion(subject))
    return { title: ASKING[subject], ...(await listAsking(actor, subject, page)) };
  if (lens !== "opens") throw notFound();
  const opened = await listOpened(actor, subject.split("+"), page);
  return { title: openingTitle(opened.remedies), ...opened };
}

export const loader = handle(async ({ actor, url, params, request }) => {
  const member = requireMember(actor, url);
  const page = Math.min(Math.max(1, Number.parseInt(url.searchParams.get("page") ?? "1", 10) || 1), 10_000);
  const { title, reader, total, opportunities } = await read(
    member,
    params.lens ?? "",
    params.subject ?? "",
    page,
  );
  const locale = readLocale(request.headers.get("Accept-Language"));
  return {
    title,
    totalText: countText(total, "open opportunity", locale, "open opportunities"),
    page,
    pageCount: Math.ceil(total / LIST_PAGE_SIZE),
    rows: opportunities.map((each) => ({
      reference: each.reference,
      href: opportunityPath(each),
      title: each.title,
      about: [OPPORTUNITY_KINDS[each.kind].label, each.sector && sectorLabel(each.sector)]
        .filter(Boolean)
        .join(" · "),
      poster: `${each.organisation.name}, ${countryText(each.organisation.country)}`,
      sign: signOf(reader.assess(requirementsOf(each)), locale),
    })),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? "Eligibility"} · Sanyog` },
];

export default function EligibilityListPage() {
  const { title, totalText, rows, page, pageCount } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={title}>
        <p>
          {totalText}, with how you stand now. <Link to="/desk/eligibility">Back to eligibility</Link>
        </p>
      </PageHeader>
      {rows.length === 0 && (
        <EmptyState title="None just now">
          <p>What was open has closed, or your profile has changed since.</p>
        </EmptyState>
      )}
      <ul className="divide-line border-line divide-y border-y">
        {rows.map((row) => (
          <li key={row.reference} className="py-3">
            <p className="text-quiet text-sm">{row.about}</p>
            <h2 className="text-lg">
              <Link to={row.href}>{row.title}</Link>
            </h2>
            <p className="text-quiet text-sm">
              {row.poster} · {row.reference}
            </p>
            <p className="mt-1">
              <EligibilitySign view={row.sign} />
            </p>
          </li>
        ))}
      </ul>
      <Pagination page={page} pageCount={pageCount} hrefOf={(each) => `?page=${each}`} />
    </>
  );
}
