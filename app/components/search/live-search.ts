import { useLocation, useNavigate, useNavigationType } from "@remix-run/react";
import { useEffect, useRef, useState, type FormEvent, type RefObject } from "react";
import { follow } from "#app/components/search/follow.ts";
import { useSheet } from "#app/components/search/sheet.ts";

/** What the browser gets of an answer: what the head of the document says, and the changing part of the page. */
export type ResultsAnswer = {
  q: string;
  title: string;
  countText: string;
  canonical: string;
  feed: string;
  /** HTML: the elements in `.results`. */
  filters: string;
  results: string;
  /** The cards in it, only of an answer as one types: see `tell`. */
  listings?: Record<string, string[]>;
};

const LIVE_PATH = "/opportunities/live";
/** A pause of typing, after which the address says what was typed. */
const PAUSE_MS = 250;
/** Most answers come before; a sign for those would only flicker. */
const SLOW_MS = 300;

/** An answer that is on the page and that the router is being told of. */
let untold: { address: string; answer: ResultsAnswer } | null = null;

/** Gives the answer that the router is being told of, once; null when it goes to another address by itself. */
export function takeAnswer(url: string): ResultsAnswer | null {
  const { pathname, search } = new URL(url);
  const answer = untold?.address === pathname + search ? untold.answer : null;
  untold = null;
  return answer;
}

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

const namesAndValues = (lists: Record<string, string[]>) =>
  new URLSearchParams(
    Object.entries(lists).flatMap(([name, values]) => values.map((value) => [name, value])),
  );

const filtersOf = (form: HTMLFormElement) => form.querySelector("#filters")!;
const resultsOf = (form: HTMLFormElement) => form.querySelector(".results-main")!;

function followHtml(present: Element, html: string) {
  const template = document.createElement("template");
  template.innerHTML = html;
  follow(present, template.content.firstElementChild!);
}

const afterPaint = (run: () => void) => requestAnimationFrame(() => setTimeout(run));

/** @returns null for what only the router can show: a redirect, an error. @throws when there is no line, or `signal` ended it */
async function fetchAnswer(address: string, signal: AbortSignal): Promise<ResultsAnswer | null> {
  const response = await fetch(address.replace("/opportunities", LIVE_PATH), {
    signal,
    redirect: "manual",
  });
  const isAnswer = response.headers.get("Content-Type")?.startsWith("application/json");
  const answer = isAnswer ? ((await response.json()) as Partial<ResultsAnswer>) : null;
  return answer?.results === undefined ? null : (answer as ResultsAnswer);
}

/**
 * Lets a plain GET form search as one types and at each change of a filter. Each asks at once and stops the question
 * before it, so the last answer wins. An answer is put on the page as it comes, without React and the router: on a
 * slow phone they alone take longer than a key may. The router is told afterwards, when typing pauses, and so the
 * address, "back" and everything else on the page are its as ever. What is typed in one go is one step of the history.
 * @param answer the router's; shown by this from then on
 * @returns the form's handlers, and what `.results` in it holds at first
 */
export function useLiveSearch(form: RefObject<HTMLFormElement>, answer: ResultsAnswer) {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const isBack = useNavigationType() === "POP";
  // Never changes, so that React leaves alone what is inside.
  const [html] = useState({ __html: answer.filters + answer.results });
  const shown = useRef({ address: pathname + search, answer });
  const question = useRef<AbortController>();
  const busy = useRef<number>();
  const pause = useRef<number>();
  /** Names what is being typed in one go; 0 between two. */
  const burst = useRef(0);
  useSheet(form);

  function stop() {
    question.current?.abort();
    window.clearTimeout(busy.current);
    window.clearTimeout(pause.current);
  }
  useEffect(() => stop, []);
  useEffect(() => {
    if (shown.current.answer === answer || !form.current) return;
    stop();
    shown.current = { address: pathname + search, answer };
    followHtml(filtersOf(form.current), answer.filters);
    followHtml(resultsOf(form.current), answer.results);
    showAddress(form.current, search, isBack ? null : document.activeElement);
    // What had the focus is gone, such as a chip that was removed.
    if (document.activeElement === document.body)
      form.current.querySelector("h1")?.focus({ preventScroll: true });
  }, [answer, pathname, search, isBack, form]);

  const go = (address: string) => {
    const replace = burst.current > 0 && window.history.state?.usr?.burst === burst.current;
    navigate(address, { replace, preventScrollReset: true, state: { burst: burst.current } });
  };
  const tell = () => {
    window.clearTimeout(pause.current);
    const { address, answer } = shown.current;
    if (address === window.location.pathname + window.location.search) return;
    // The server counts the pages that it sends; of what came while typing only this one was read.
    if (answer.listings) navigator.sendBeacon(LIVE_PATH, namesAndValues(answer.listings));
    untold = shown.current;
    go(address);
  };
  const ask = async (tellAfterMs: number) => {
    stop();
    const address = addressOf(form.current!);
    if (address !== shown.current.address) {
      const { signal } = (question.current = new AbortController());
      busy.current = window.setTimeout(
        () => resultsOf(form.current!).setAttribute("aria-busy", "true"),
        SLOW_MS,
      );
      const answer = await fetchAnswer(address, signal).catch(() => null);
      if (signal.aborted) return;
      window.clearTimeout(busy.current);
      if (!answer) return go(address);
      shown.current = { address, answer };
      followHtml(resultsOf(form.current!), answer.results);
      document.title = answer.title;
      // As many elements as the results, and looked at after them: they come with the next frame.
      afterPaint(() => {
        if (form.current && shown.current.answer === answer)
          followHtml(filtersOf(form.current), answer.filters);
      });
    }
    if (tellAfterMs === 0) tell();
    else pause.current = window.setTimeout(tell, tellAfterMs);
  };
  return {
    html,
    onInput(event: FormEvent<HTMLFormElement>) {
      const isTyping = event.target instanceof HTMLInputElement && event.target.name === "q";
      if (isTyping) burst.current ||= Date.now();
      else burst.current = 0;
      void ask(isTyping ? PAUSE_MS : 0);
    },
    onBlur() {
      tell();
      burst.current = 0;
    },
    onSubmit(event: FormEvent<HTMLFormElement>) {
      event.preventDefault();
      event.currentTarget.querySelector<HTMLDetailsElement>("details.filters")?.removeAttribute("open");
      burst.current = 0;
      void ask(0);
    },
  };
}
