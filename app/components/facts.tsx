import { useRouteLoaderData } from "@remix-run/react";
import { CircleCheck, CircleDashed, CirclePause, CircleX, Clock, type LucideIcon } from "lucide-react";
import { IconText, Tag, type Tone } from "#app/components/primitives.tsx";
import { TrlCells } from "#app/components/trl-meter.tsx";
import { dateText, dateTimeText, percentText } from "#app/core/formats.ts";
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
  return <TrlCells trl={trl} sentence={trlSentence(trl as Trl)} />;
}

/** An amount in the currency's minor unit, written for the reader; INR in Indian grouping. */
export function Money({ minor, currency }: { minor: string | number; currency: string }) {
  const locale = useLocale();
  return (
    <data value={String(minor)} suppressHydrationWarning>
      {formatMoney(BigInt(minor), currency as Currency, locale)}
    </data>
  );
}

/**
 * A date in the reader's locale, in Indian time; the zone is named where a time matters. What the server wrote
 * stays: a browser's own language data may put a comma elsewhere.
 */
export function DateText({ iso, withTime = false }: { iso: string; withTime?: boolean }) {
  const locale = useLocale();
  return (
    <time dateTime={iso} suppressHydrationWarning>
      {withTime ? dateTimeText(iso, locale) : dateText(iso, locale)}
    </time>
  );
}

/** A percentage kept in basis points. */
export function Percent({ bps }: { bps: number }) {
  return (
    <data value={bps / 10_000} suppressHydrationWarning>
      {percentText(bps, useLocale())}
    </data>
  );
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
