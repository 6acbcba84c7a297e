import { Notice } from "#app/components/primitives.tsx";
import { listText } from "#app/core/formats.ts";

/** Why somebody may not buy, and who can change that. */
export function BuyingRefusal({ refusal, owners }: { refusal: string; owners: string[] }) {
  return (
    <Notice tone="warn" title="You cannot buy here">
      <p>{refusal}</p>
      {owners.length > 0 && (
        <p>
          {owners.length === 1 ? "The owner is" : "The owners are"} {listText(owners)}.
        </p>
      )}
    </Notice>
  );
}
