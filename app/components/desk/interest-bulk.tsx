import { Form } from "@remix-run/react";
import { useCallback, useEffect, useRef, useState, type ReactNode } from "react";
import { Button } from "#app/components/primitives.tsx";

/** A list whose rows can be ticked, and the decisions that can be taken about the ticked ones. */
export function BulkForm({ back, children }: { back: string; children: ReactNode }) {
  const ref = useRef<HTMLFormElement>(null);
  const [ticked, setTicked] = useState<number | null>(null);
  const boxes = () => [...(ref.current?.querySelectorAll<HTMLInputElement>("[name=interest]") ?? [])];
  const count = useCallback(
    () => setTicked(ref.current?.querySelectorAll("[name=interest]:checked").length ?? 0),
    [],
  );
  // Without script nobody counts, and every button can be pressed.
  useEffect(count, [count]);
  const isAllTicked = ticked !== null && ticked > 0 && ticked === boxes().length;
  const tickAll = () => {
    for (const box of boxes()) box.checked = !isAllTicked;
    count();
  };
  return (
    <Form ref={ref} method="post" action="/desk/interests/bulk" onChange={count}>
      <input type="hidden" name="back" value={back} />
      {children}
      <div
        role="group"
        aria-label="Decide about those that are ticked"
        className="no-print mt-4 flex flex-wrap items-center gap-2"
      >
        <span aria-live="polite">{ticked === null ? "Those that are ticked:" : `${ticked} ticked:`}</span>
        <Button name="intent" value="acknowledge" look="secondary">
          Acknowledge
        </Button>
        <Button name="intent" value="shortlist" look="secondary">
          Shortlist
        </Button>
        <Button name="intent" value="decline" look="danger">
          Decline…
        </Button>
        {ticked !== null && (
          <button type="button" className="text-action-strong min-h-6 underline" onClick={tickAll}>
            {isAllTicked ? "Tick none" : "Tick all on this page"}
          </button>
        )}
      </div>
    </Form>
  );
}
