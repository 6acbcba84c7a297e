import { useLocation, useNavigate, useNavigationType } from "@remix-run/react";
import { useEffect, useRef, type FormEvent, type RefObject } from "react";

/** How long a key waits for the next one while an earlier question is still being answered. */
const OVERTAKING_PAUSE_MS = 80;

/** The address a search form stands for, without what is empty or so anyway. */
function addressOf(form: HTMLFormElement): string {
  const params = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === "string" && value.trim() !== "" && !(name === "sort" && value === "relevance"))
      params.append(name, value);
  const query = params.toString();
  return query ? `${form.getAttribute("action")}?${query}` : form.getAttribute("action")!;
}

/** Makes the fields say what the address says, as after "back". @param typing the field to leave alone */
function showAddress(form: HTMLFormElement, search: string, typing: Element | null) {
  const params = new URLSearchParams(search);
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio")) {
      const values = params.getAll(field.name);
      field.checked = values.includes(field.value) || (field.value === "" && values.length === 0);
    } else if (field === typing) continue;
    else if (field instanceof HTMLInputElement) field.value = params.get(field.name) ?? "";
    else if (field instanceof HTMLSelectElement)
      field.value = params.get(field.name) ?? field.options[0]?.value ?? "";
  }
}

/**
 * Lets a plain GET form search as one types and at each change of a filter. A key asks at once, and waits for the
 * next one only while an answer is on its way: as fast as the line allows, and no faster. The router drops an
 * answer that a later question has overtaken, so the last one wins; focus, caret and scroll stay where they are.
 * What is typed in one go is one step of the history.
 * An `aria-busy` inside the form says that an answer is on its way.
 * @param heading takes the focus when what had it is gone, such as a chip that was removed
 */
export function useLiveSearch(form: RefObject<HTMLFormElement>, heading: RefObject<HTMLElement>) {
  const navigate = useNavigate();
  const { search } = useLocation();
  const isBack = useNavigationType() === "POP";
  const timer = useRef<number>();
  const shown = useRef(search);
  /** Names what is being typed in one go; 0 between two. */
  const burst = useRef(0);

  useEffect(() => {
    if (shown.current === search || !form.current) return;
    shown.current = search;
    showAddress(form.current, search, isBack ? null : document.activeElement);
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [search, isBack, form, heading]);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const go = () => {
    window.clearTimeout(timer.current);
    if (!form.current) return;
    const address = addressOf(form.current);
    const { pathname, search: present } = window.location;
    if (address === pathname + present) return;
    const replace = burst.current > 0 && window.history.state?.usr?.burst === burst.current;
    navigate(address, {
      replace,
      preventScrollReset: true,
      flushSync: true,
      state: { burst: burst.current },
    });
  };
  const goAnew = () => {
    burst.current = 0;
    go();
  };
  return {
    onChange(event: FormEvent<HTMLFormElement>) {
      window.clearTimeout(timer.current);
      if (!(event.target instanceof HTMLInputElement && event.target.name === "q")) return goAnew();
      burst.current ||= Date.now();
      const isUnderWay = event.currentTarget.querySelector('[aria-busy="true"]') !== null;
      if (isUnderWay) timer.current = window.setTimeout(go, OVERTAKING_PAUSE_MS);
      else go();
    },
    onBlur() {
      burst.current = 0;
    },
    onSubmit(event: FormEvent<HTMLFormElement>) {
      event.preventDefault();
      event.currentTarget.querySelector<HTMLDetailsElement>("details.filters")?.removeAttribute("open");
      goAnew();
    },
  };
}
