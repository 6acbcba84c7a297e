import { useEffect, useRef } from "react";

/**
 * Holds the pressing of a button back while a save in the background is under way, and repeats it as soon as that has
 * ended: what is sent then carries the version that was just saved, and no editor is told to be overrun by themselves.
 */
export function useOrderlySubmit(formId: string, isSaving: boolean): void {
  const saving = useRef(isSaving);
  saving.current = isSaving;
  const held = useRef<{ button: HTMLElement | null } | null>(null);

  useEffect(() => {
    const form = document.getElementById(formId);
    const hold = (event: SubmitEvent) => {
      if (!saving.current) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      held.current = { button: event.submitter };
    };
    form?.addEventListener("submit", hold, true);
    return () => form?.removeEventListener("submit", hold, true);
  }, [formId]);

  useEffect(() => {
    const form = document.getElementById(formId);
    if (isSaving || !held.current || !(form instanceof HTMLFormElement)) return;
    const { button } = held.current;
    held.current = null;
    form.requestSubmit(button);
  }, [formId, isSaving]);
}
