import { EligibilitySign, type EligibilityView } from "#app/components/eligibility-sign.tsx";
import { ButtonLink } from "#app/components/primitives.tsx";

/** The one thing to do next, or why it cannot be done and what helps. */
export type InterestOffer = {
  /** Says why not, or what stands behind the button; "" when the button says it all. */
  message: string;
  button: { label: string; to: string; isMain: boolean } | null;
  /** How fast the poster answers; null below five answers. */
  clock: string | null;
};

/** @param sign stands above the button of those who may press it; the rest of the page says what it hangs on */
export function InterestAction({ offer, sign }: { offer: InterestOffer; sign?: EligibilityView }) {
  return (
    <div className={offer.message ? "interest-action" : undefined}>
      {sign && !offer.message && (
        <p className="mb-3">
          <a href="#needs" className="no-underline hover:underline">
            <EligibilitySign view={sign} />
          </a>
        </p>
      )}
      {offer.message && <p className="mb-3 text-sm">{offer.message}</p>}
      {offer.button && (
        <ButtonLink
          look={offer.button.isMain ? "primary" : "secondary"}
          className="w-full"
          to={offer.button.to}
        >
          {offer.button.label}
        </ButtonLink>
      )}
      {offer.clock && <p className="text-quiet mt-3 text-sm">{offer.clock}</p>}
    </div>
  );
}
