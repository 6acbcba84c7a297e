import { DateText } from "#app/components/facts.tsx";
import { spanText } from "#app/domain/billing/purchase-ledger.ts";

export type FeaturedView = { until: string | null; remainingSeconds: number };

/** Until when an opportunity is featured, or what is left of its time while that stands still. */
export function FeaturedText({ until, remainingSeconds }: FeaturedView) {
  if (until === null) return <>Featured time stands still: {spanText(remainingSeconds)} left</>;
  return (
    <>
      Featured until <DateText iso={until} />
    </>
  );
}
