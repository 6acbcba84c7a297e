import { ButtonLink } from "#app/components/primitives.tsx";
import type { InterestStatus } from "#app/core/reference/terms.ts";

type Props = {
  id: string;
  side: "applicant" | "poster" | null;
  status: InterestStatus;
  mayDecide: boolean;
};

/** Where the next step of an EoI is, when it is on another page or far down on a narrow one. */
export function InterestWays({ id, side, status, mayDecide }: Props) {
  const mayAnswer = side === "poster" && mayDecide;
  if (status !== "nda" && !mayAnswer) return null;
  return (
    <p className="no-print mt-3 flex flex-wrap items-center gap-x-6 gap-y-2">
      {status === "nda" && (
        <ButtonLink to={`/desk/interests/${id}/nda`} look={side === "applicant" ? "primary" : "secondary"}>
          Open the NDA page
        </ButtonLink>
      )}
      {mayAnswer && (
        <a href="#decide" className="xl:hidden">
          Go to your answer
        </a>
      )}
    </p>
  );
}
