import { Form } from "@remix-run/react";
import { EligibilitySign, type EligibilityView } from "#app/components/eligibility-sign.tsx";
import { InterestStatusTag } from "#app/components/facts.tsx";
import { Button } from "#app/components/primitives.tsx";
import type { InterestStatus } from "#app/core/reference/terms.ts";
import { COMPARED_MAX } from "#app/domain/interests/compare-query.ts";

type Choice = { id: string; name: string; status: InterestStatus; sign: EligibilityView; country?: string };

function ChoiceLine({ choice, isShown }: { choice: Choice; isShown: boolean }) {
  const { id, name, status, sign, country } = choice;
  return (
    <li className="py-2">
      <label className="flex gap-3">
        <input
          type="checkbox"
          name="with"
          value={id}
          defaultChecked={isShown}
          className="accent-action mt-0.5 size-5 shrink-0"
        />
        <span className="min-w-0">
          <span className="font-semibold">{name}</span>
          {country && <span className="text-quiet">, {country}</span>} <InterestStatusTag status={status} />
          <span className="block text-sm">
            <EligibilitySign view={sign} />
          </span>
        </span>
      </label>
    </li>
  );
}

type Props = {
  shown: Choice[];
  choices: Choice[];
  total: number;
  q: string;
  onlyDiffering: boolean;
};

/** Whom to compare: the present columns ticked, and others to tick. A plain GET form. */
export function ApplicantChoice({ shown, choices, total, q, onlyDiffering }: Props) {
  return (
    <Form key={shown.map(({ id }) => id).join() + q} className="no-print">
      <p className="text-quiet mb-2">Tick up to {COMPARED_MAX} and press the button.</p>
      <div className="mb-3 flex flex-wrap items-end gap-x-4 gap-y-2">
        <label className="min-w-48 flex-1 text-sm font-semibold sm:max-w-xs">
          Name of an applicant
          <input name="q" type="search" defaultValue={q} className="control font-normal" />
        </label>
        {onlyDiffering && <input type="hidden" name="rows" value="differing" />}
        <Button>Compare</Button>
      </div>
      <ul className="divide-line border-line divide-y border-y">
        {shown.map((choice) => (
          <ChoiceLine key={choice.id} choice={choice} isShown />
        ))}
        {choices.map((choice) => (
          <ChoiceLine key={choice.id} choice={choice} isShown={false} />
        ))}
      </ul>
      {q && total === 0 && <p className="mt-2">No other applicant has this in its name.</p>}
    </Form>
  );
}
