import { useForm } from "@conform-to/react";
import type { SubmissionResult } from "@conform-to/react";
import { ChoiceField, DataForm } from "#app/components/forms.tsx";
import { useLocale } from "#app/components/facts.tsx";
import { amountText, priceParts } from "#app/components/billing/price-text.ts";
import { Button } from "#app/components/primitives.tsx";
import type { OfferView } from "#app/domain/billing/offer-view.ts";

type Fields = { plan: string; requestKey: string; pay: string };
type Props = {
  offers: OfferView[];
  /** Of this form: sending it twice is one order. */
  requestKey: string;
  result: SubmissionResult<string[]> | undefined;
};

/** One of several plans, paid at once. What was chosen stays chosen when the payment service does not answer. */
export function PlanForm({ offers, requestKey, result }: Props) {
  const locale = useLocale();
  const [form, fields] = useForm<Fields>({
    id: "order",
    lastResult: result,
    defaultValue: { plan: offers[0]?.code, requestKey },
    constraint: { plan: { required: true } },
  });
  return (
    <DataForm form={form}>
      <input type="hidden" name="requestKey" value={fields.requestKey.initialValue ?? requestKey} />
      <input type="hidden" name="pay" value="stripe" />
      <ChoiceField
        field={fields.plan}
        label="Plan"
        options={offers.map((offer) => ({
          value: offer.code,
          label: `${offer.days} days: ${amountText(offer.price.totalMinor, offer.currency, locale)}`,
          explanation: priceParts(offer, locale),
        }))}
      />
      <Button>Go on to payment</Button>
    </DataForm>
  );
}

type OneProps = Omit<Props, "offers"> & {
  plan: string;
  pay: "stripe" | "credit";
  /** Tells apart the forms of one page. */
  id: string;
  children: string;
};

/** An order without a choice: a button. */
export function OneOrderForm({ plan, pay, id, requestKey, result, children }: OneProps) {
  const [form, fields] = useForm<Fields>({ id, lastResult: result, defaultValue: { requestKey } });
  return (
    <DataForm form={form}>
      <input type="hidden" name="intent" value={id} />
      <input type="hidden" name="plan" value={plan} />
      <input type="hidden" name="pay" value={pay} />
      <input type="hidden" name="requestKey" value={fields.requestKey.initialValue ?? requestKey} />
      <Button look={pay === "credit" ? "secondary" : "primary"}>{children}</Button>
    </DataForm>
  );
}
