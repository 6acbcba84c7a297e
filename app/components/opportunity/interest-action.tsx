import { ButtonLink } from "#app/components/primitives.tsx";

/** The one thing to do next, or why it cannot be done and what helps. */
export type InterestOffer = {
  /** Says why not, or what stands behind the button; "" when the button says it all. */
  message: string;
  button: { label: string; to: string; isMain: boolean } | null;
};

export function InterestAction({ offer }: { offer: InterestOffer }) {
  return (
    <div className={offer.message ? "interest-action" : undefined}>
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
    </div>
  );
}
