import type { SubmissionResult } from "@conform-to/react";
import { OneOrderForm } from "#app/components/billing/order-form.tsx";
import { amountText, priceParts } from "#app/components/billing/price-text.ts";
import { useLocale } from "#app/components/facts.tsx";
import { Section } from "#app/components/primitives.tsx";
import type { OfferView } from "#app/domain/billing/offer-view.ts";

type Props = {
  credits: { left: number; days: number | null };
  packs: OfferView[];
  requestKey: string;
  mayBuy: boolean;
  /** Billing details are there. */
  isReady: boolean;
  result: SubmissionResult<string[]> | undefined;
};

/** The credits that are left, and packs of them. */
export function CreditPacks({ credits, packs, requestKey, mayBuy, isReady, result }: Props) {
  const locale = useLocale();
  const { left, days } = credits;
  return (
    <Section title="Credits" id="credits">
      <p className="max-w-measure mb-3">
        {left === 0
          ? "No credit is left. A credit features one opportunity, and a pack costs less than its listings alone."
          : `${left === 1 ? "One credit is" : `${left} credits are`} left. One features an opportunity for ${days} days: open it under “Opportunities” and follow “Feature this”.`}
      </p>
      {mayBuy && !isReady && (
        <p>
          <a href="#details">Fill in the billing details</a> to see the price of a pack with its taxes.
        </p>
      )}
      {mayBuy &&
        packs.map((pack) => (
          <div key={pack.code} className="mb-4">
            <p className="mb-2">
              {pack.description}: <strong>{amountText(pack.price.totalMinor, pack.currency, locale)}</strong>
              <span className="text-quiet block text-sm">{priceParts(pack, locale)}</span>
            </p>
            <OneOrderForm
              id="pack"
              plan={pack.code}
              pay="stripe"
              requestKey={requestKey}
              result={result?.initialValue?.plan === pack.code ? result : undefined}
            >
              {`Buy ${pack.credits} listings`}
            </OneOrderForm>
          </div>
        ))}
    </Section>
  );
}
