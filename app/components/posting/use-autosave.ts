import { useFetcher, useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";

/** What the save-draft address answers. */
export type AutosaveAnswer =
  { state: "saved"; version: number; savedAt: string } | { state: "refused"; message: string };

const QUIET_MS = 1_500;

/**
 * Saves a form in the background a moment after the last key, one save at a time, never while it is being sent.
 * @returns the newest answer; null before the first, and always null when switched off
 */
export function useAutosave(options: { formId: string; action: string; enabled: boolean }): {
  answer: AutosaveAnswer | null;
  isSaving: boolean;
} {
  const { formId, action, enabled } = options;
  const fetcher = useFetcher<AutosaveAnswer>();
  const navigation = useNavigation();
  const isBusy = useRef(false);
  isBusy.current = fetcher.state !== "idle" || navigation.state !== "idle";
  const submit = useRef(fetcher.submit);
  submit.current = fetcher.submit;

  useEffect(() => {
    const form = document.getElementById(formId);
    if (!enabled || !(form instanceof HTMLFormElement)) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const save = () => {
      if (isBusy.current) timer = setTimeout(save, QUIET_MS);
      else submit.current(new FormData(form), { method: "post", action });
    };
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(save, QUIET_MS);
    };
    const stop = () => clearTimeout(timer);
    form.addEventListener("input", wait);
    form.addEventListener("submit", stop);
    return () => {
      stop();
      form.removeEventListener("input", wait);
      form.removeEventListener("submit", stop);
    };
  }, [formId, action, enabled]);

  return { answer: fetcher.data ?? null, isSaving: fetcher.state !== "idle" };
}
