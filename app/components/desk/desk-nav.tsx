import { Form, NavLink } from "@remix-run/react";
import type { DeskMessages } from "#app/domain/messages/queries.server.ts";

type DeskItem = { to: string; label: string; end?: boolean; count?: number; counted?: string };

function itemsFor({ organisation, waiting, messages }: DeskNavProps): DeskItem[] {
  const overview = { to: "/desk", label: "Overview", end: true };
  const account = { to: "/desk/account", label: "Account" };
  if (!organisation) return [overview, account];
  const opportunities = { to: "/desk/opportunities", label: "Opportunities" };
  const imports = { to: "/desk/imports", label: "Imports" };
  const nda = { to: "/desk/organisation/nda", label: "NDA" };
  return [
    overview,
    ...(organisation.posts ? [opportunities] : []),
    { to: "/desk/interests", label: "Interests", count: waiting, counted: "waiting for an answer" },
    { to: "/desk/messages", label: "Messages", count: messages.unread, counted: "not read yet" },
    ...(organisation.posts ? [{ to: "/desk/pipeline", label: "Pipeline" }] : []),
    { to: "/desk/searches", label: "Saved searches" },
    ...(organisation.posts ? [imports] : []),
    { to: "/desk/certificates", label: "Certificates" },
    { to: "/desk/eligibility", label: "Eligibility" },
    { to: "/desk/organisation", label: "Organisation", end: true },
    { to: "/desk/organisation/members", label: "Members" },
    ...(organisation.posts ? [nda, { to: "/desk/billing", label: "Billing" }] : []),
    account,
  ];
}

type DeskNavProps = {
  /** `posts`: the organisation's kind may post opportunities. */
  organisation: { name: string; posts: boolean } | null;
  /** The person's other organisations. */
  others: { id: string; name: string }[];
  /** Expressions of interest that wait for this organisation's first answer. */
  waiting: number;
  /** What has arrived from other organisations. */
  messages: DeskMessages;
};

/** For whom the person acts, and whom else they could act for. */
function ActingFor({ name, others }: { name: string; others: DeskNavProps["others"] }) {
  if (others.length === 0) return <p className="text-quiet mb-1 text-sm lg:mb-2">{name}</p>;
  return (
    <details className="mb-1 text-sm lg:mb-2">
      <summary className="text-quiet min-h-6 cursor-pointer">{name}</summary>
      <Form method="post" action="/desk/account" className="flex flex-col items-start gap-2 py-2">
        <input type="hidden" name="intent" value="act_for" />
        {others.map((other) => (
          <button
            key={other.id}
            name="organisationId"
            value={other.id}
            className="text-action-strong min-h-6 text-left underline"
          >
            Act for {other.name}
          </button>
        ))}
      </Form>
    </details>
  );
}

/** The way round the desk: a row on a phone, a column on a wide screen. */
export function DeskNav(props: DeskNavProps) {
  const { organisation, others } = props;
  return (
    <nav aria-label="Desk" className="border-line border-b py-2 lg:border-b-0 lg:py-6">
      {organisation && <ActingFor name={organisation.name} others={others} />}
      <ul className="flex flex-wrap gap-x-4 lg:flex-col">
        {itemsFor(props).map(({ to, label, end, count, counted }) => (
          <li key={to}>
            <NavLink
              to={to}
              end={end}
              className={({ isActive }) =>
                `text-ink inline-flex min-h-9 items-center gap-1.5 border-b-2 no-underline hover:border-current lg:w-full lg:border-b-0 lg:border-l-2 lg:pl-3 ${
                  isActive ? "border-action font-semibold" : "lg:border-line border-transparent"
                }`
              }
            >
              {label}
              {count ? (
                <span className="bg-action-wash text-action-strong rounded px-1.5 text-sm font-semibold">
                  {count}
                  <span className="sr-only"> {counted}</span>
                </span>
              ) : null}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
