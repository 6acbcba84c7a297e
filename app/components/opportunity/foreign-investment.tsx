import { useEffect, useRef, useState } from "react";
import { Notice } from "#app/components/primitives.tsx";
import type { FdiRules } from "#app/core/reference/fdi.ts";
import { foreignInvestmentOf, type Venture } from "#app/domain/opportunities/foreign-investment.ts";
import { readPercent } from "#app/domain/opportunities/typed-text.ts";

type Props = {
  /** What is saved; what is typed counts as soon as script runs. */
  venture: Venture;
  rules: FdiRules;
};

function typedBps(form: HTMLFormElement, name: string): number | null {
  const share = readPercent(String(new FormData(form).get(name) ?? "").trim());
  return share.ok ? share.value : null;
}

function typedVenture(form: HTMLFormElement, posterCountry: string): Venture {
  const licence = new FormData(form).get("newIndustrialLicence");
  return {
    posterCountry,
    equityMinBps: typedBps(form, "equityMinBps"),
    equityMaxBps: typedBps(form, "equityMaxBps"),
    newIndustrialLicence: licence === "yes" ? true : licence === "no" ? false : null,
  };
}

/** Which route foreign investment takes for the shares in the form around it, as they are typed. */
export function ForeignInvestmentNote({ venture, rules }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState<Venture | null>(null);
  const { posterCountry } = venture;
  useEffect(() => {
    const form = ref.current?.closest("form");
    if (!form) return;
    const follow = () => setTyped(typedVenture(form, posterCountry));
    form.addEventListener("input", follow);
    return () => form.removeEventListener("input", follow);
  }, [posterCountry]);
  const answer = foreignInvestmentOf(typed ?? venture, rules);
  return (
    <div ref={ref} aria-live="polite" className="mb-5 max-w-measure">
      <Notice title="Route of foreign investment">
        {answer ? (
          <>
            <p>{answer.sentence}</p>
            <p className="text-quiet text-sm">{answer.disclaimer}</p>
          </>
        ) : (
          "Write the shares above, the smaller first, and the route that follows is said here."
        )}
      </Notice>
    </div>
  );
}
