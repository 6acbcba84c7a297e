import { useRouteLoaderData } from "@remix-run/react";
import { CircleCheck, CircleDashed, CirclePause, CircleX, Clock, type LucideIcon } from "lucide-react";
import { IconText, Tag, type Tone } from "#app/components/primitives.tsx";
import { formatMoney } from "#app/core/money.ts";
import type { Currency } from "#app/core/reference/currencies.ts";
import { INTEREST_STATUSES, OPPORTUNITY_STATUSES } from "#app/core/reference/terms.ts";
import type { InterestStatus, OpportunityStatus } from "#app/core/reference/terms.ts";
import { trlSentence, type Trl } from "#app/core/reference/trl.ts";

/** The reader's locale as the server read it, so that server and browser write the same text. */
export function useLocale(): string {
  return useRouteLoaderData<{ locale: string }>("root")?.locale ?? "en-IN";
}

/** Nine cells, the reached ones filled, and always the wording beside them. */
export function TrlMeter({ trl }: { trl: number }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <svg aria-hidden width="89" height="12" viewBox="0 0 89 12" className="text-action shrink-0">
        {Array.from({ length: 9 }, (_, cell) => (
          <rect
            key={cell}
            x={cell * 10 + 0.5}
            y="0.5"
            width="8"
            height="11"
            fill={cell < trl ? "currentColor" : "none"}
            stroke="currentColor"
          />
        ))}
      </svg>
      <span>{trlSentence(trl as Trl)}</span>
    </span>
  );
}

/** An amount in the currency's minor unit, written for the reader; INR in Indian grouping. */
export function Money({ minor, currency }: { minor: string | number; currency: string }) {
  const locale = useLocale();
  return <data value={String(minor)}>{formatMoney(BigInt(minor), currency as Currency, locale)}</data>;
}

/** A date in the reader's locale; all dates are shown in Indian time with the zone named where a time matters. */
export function DateText({ iso, withTime = false }: { iso: string; withTime?: boolean }) {
  const locale = useLocale();
  const text = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: withTime ? "short" : undefined,
    timeZone: "Asia/Kolkata",
  }).format(new Date(iso));
  return <time dateTime={iso}>{withTime ? `${text} IST` : text}</time>;
}

/** A percentage kept in basis points. */
export function Percent({ bps }: { bps: number }) {
  const locale = useLocale();
  return <>{new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 }).format(bps / 10_000)}</>;
}

const OPPORTUNITY_LOOK: Record<OpportunityStatus, [Tone, LucideIcon]> = {
  draft: ["plain", CircleDashed],
  in_review: ["warn", Clock],
  changes_requested: ["warn", Clock],
  rejected: ["bad", CircleX],
  published: ["good", CircleCheck],
  on_hold: ["warn", CirclePause],
  closed: ["plain", CircleX],
  expired: ["plain", Clock],
  archived: ["plain", CircleX],
};

export function OpportunityStatusTag({ status }: { status: OpportunityStatus }) {
  const [tone, icon] = OPPORTUNITY_LOOK[status];
  return (
    <Tag tone={tone}>
      <IconText icon={icon}>{OPPORTUNITY_STATUSES[status].label}</IconText>
    </Tag>
  );
}

const INTEREST_LOOK: Record<InterestStatus, [Tone, LucideIcon]> = {
  draft: ["plain", CircleDashed],
  submitted: ["action", Clock],
  acknowledged: ["action", CircleCheck],
  shortlisted: ["good", CircleCheck],
  nda: ["good", CircleCheck],
  in_discussion: ["good", CircleCheck],
  agreement: ["good", CircleCheck],
  concluded: ["good", CircleCheck],
  declined: ["bad", CircleX],
  withdrawn: ["plain", CircleX],
};

export function InterestStatusTag({ status }: { status: InterestStatus }) {
  const [tone, icon] = INTEREST_LOOK[status];
  return (
    <Tag tone={tone}>
      <IconText icon={icon}>{INTEREST_STATUSES[status].label}</IconText>
    </Tag>
  );
}
