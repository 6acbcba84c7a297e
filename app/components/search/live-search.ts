import { useLocation, useNavigate } from "@remix-run/react";
import { useEffect, useRef, type FormEvent, type RefObject } from "react";

/** Long enough that one word typed quickly is one search. */
const TYPING_PAUSE_MS = 180;

/** The address a search form stands for, without what is empty or so anyway. */
function addressOf(form: HTMLFormElement): string {
  const params = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === "string" && value.trim() !== "" && !(name === "sort" && value === "relevance"))
      params.append(name, value);
  const query = params.toString();
  return query ? `${form.getAttribute("action")}?${query}` : form.getAttribute("action")!;
}

/** Makes the fields say what the address says, as after "back"; leaves alone what is being typed. */
function showAddress(form: HTMLFormElement, search: string) {
  const params = new URLSearchParams(search);
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio")) {
      const values = params.getAll(field.name);
      field.checked = values.includes(field.value) || (field.value === "" && values.length === 0);
    } else if (field instanceof HTMLInputElement && field !== document.activeElement)
      field.value = params.get(field.name) ?? "";
    else if (field instanceof HTMLSelectElement && field !== document.activeElement)
      field.value = params.get(field.name) ?? field.options[0]?.value ?? "";
  }
}

/**
 * Lets a plain GET form search as one types and at each change of a filter. The router drops an answer that a
 * later question has overtaken, so the last one wins; focus and scroll stay where they are.
 * @param heading takes the focus when what had it is gone, such as a chip that was removed
 */
export function useLiveSearch(form: RefObject<HTMLFormElement>, heading: RefObject<HTMLElement>) {
  const navigate = useNavigate();
  const { search } = useLocation();
  const timer = useRef<number>();
  const shown = useRef(search);

  useEffect(() => {
    if (shown.current === search || !form.current) return;
    shown.current = search;
    showAddress(form.current, search);
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [search, form, heading]);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const go = (replace: boolean) => {
    window.clearTimeout(timer.current);
    if (!form.current) return;
    const address = addressOf(form.current);
    const { pathname, search: present } = window.location;
    if (address !== pathname + present) navigate(address, { replace, preventScrollReset: true });
  };
  return {
    onChange(event: FormEvent<HTMLFormElement>) {
      window.clearTimeout(timer.current);
      if (event.target instanceof HTMLInputElement && event.target.type === "search")
        timer.current = window.setTimeout(go, TYPING_PAUSE_MS, true);
      else go(false);
    },
    onSubmit(event: FormEvent<HTMLFormElement>) {
      event.preventDefault();
      event.currentTarget.querySelector<HTMLDetailsElement>("details.filters")?.removeAttribute("open");
      go(false);
    },
  };
}
