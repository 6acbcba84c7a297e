import { Link, NavLink } from "@remix-run/react";
import type { Waiting } from "#app/domain/moderation/waiting.server.ts";

type ModerationPage = {
  to: string;
  label: string;
  /** What the page is for, in a sentence of the overview. */
  about: string;
  /** Whose number stands beside the label. */
  queue?: keyof Waiting;
};

/** The pages of moderators, in the order of the way round; a new one is one more entry. */
export const MODERATION_PAGES: ModerationPage[] = [
  {
    to: "/moderation/certificates",
    label: "Certificates",
    about: "Compare what organisations claim with the evidence they sent, and decide.",
    queue: "certificates",
  },
  {
    to: "/moderation/reports",
    label: "Reports",
    about: "Read the messages that somebody reported, and decide whether they stand.",
    queue: "reports",
  },
  {
    to: "/moderation/document-accesses",
    label: "Views and downloads",
    about: "Who opened which document that is not public.",
  },
  {
    to: "/moderation/reference",
    label: "Rules and rates",
    about: "Change thresholds, releases, exchange rates and lists that the product decides by.",
  },
];

const OVERVIEW = { to: "/moderation", label: "Overview", queue: undefined };

/** The way round moderation: a row on a phone, a column on a wide screen. */
export function ModerationNav({ waiting }: { waiting: Waiting }) {
  return (
    <nav aria-label="Moderation" className="border-line border-b py-2 lg:border-b-0 lg:py-6">
      <ul className="flex flex-wrap gap-x-4 lg:flex-col">
        {[OVERVIEW, ...MODERATION_PAGES].map(({ to, label, queue }) => (
          <li key={to}>
            <NavLink
              to={to}
              end={to === OVERVIEW.to}
              className={({ isActive }) =>
                `text-ink inline-flex min-h-9 items-center gap-1.5 border-b-2 no-underline hover:border-current lg:w-full lg:border-b-0 lg:border-l-2 lg:pl-3 ${
                  isActive ? "border-action font-semibold" : "lg:border-line border-transparent"
                }`
              }
            >
              {label}
              {queue && waiting[queue] > 0 && (
                <span className="bg-action-wash text-action-strong rounded px-1.5 text-sm font-semibold">
                  {waiting[queue]}
                  <span className="sr-only"> waiting for a decision</span>
                </span>
              )}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Each page with what it is for and how much waits there. */
export function ModerationQueues({ waiting }: { waiting: Waiting }) {
  return (
    <ul className="divide-line border-line divide-y border-y">
      {MODERATION_PAGES.map(({ to, label, about, queue }) => (
        <li key={to} className="grid gap-x-4 py-2 sm:grid-cols-[13rem_1fr]">
          <Link to={to} className="min-h-6 font-semibold">
            {label}
          </Link>
          <div>
            {queue && (
              <p className={waiting[queue] > 0 ? "font-semibold" : "text-quiet"}>
                {waiting[queue] > 0 ? `${waiting[queue]} waiting for a decision` : "Nothing waits"}
              </p>
            )}
            <p className="text-quiet">{about}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
