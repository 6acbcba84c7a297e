import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from "react";

/** A way to go on with what was typed; `count` is written for the reader's locale. */
export type Offer = { text: string; count: string };

type Offered = { typed: string; offers: Offer[]; active: number };

/** Results come first; nobody reads completions between two letters of a word. */
const PAUSE_MS = 200;

const NONE: Offered = { typed: "", offers: [], active: -1 };

/**
 * Offers completions of what is typed into a field, as a list that arrows, Enter, Escape and the pointer work.
 * Enter without a chosen one stays the form's. The last answer wins.
 */
export function useCompletions(field: RefObject<HTMLInputElement>) {
  const [offered, setOffered] = useState(NONE);
  /** Only where script runs is the field more than a field. */
  const [isLive, setLive] = useState(false);
  const question = useRef<AbortController>();
  const pause = useRef<number>();
  function forget() {
    window.clearTimeout(pause.current);
    question.current?.abort();
  }
  useEffect(() => {
    setLive(true);
    return forget;
  }, []);

  const { offers, active } = offered;
  const close = () => {
    forget();
    if (offered !== NONE) setOffered(NONE);
  };
  const ask = (typed: string) => {
    if (typed.trim() === "") return close();
    forget();
    pause.current = window.setTimeout(() => void fetchOffers(typed), PAUSE_MS);
  };
  const fetchOffers = async (typed: string) => {
    const { signal } = (question.current = new AbortController());
    try {
      const answer = await fetch(`/opportunities/completions?${new URLSearchParams({ q: typed })}`, {
        signal,
      });
      const offers = answer.ok ? ((await answer.json()) as Offer[]) : [];
      setOffered({ typed, offers: offers.filter(({ text }) => text !== typed), active: -1 });
    } catch {
      // Overtaken, or without a line: completions are a convenience, so nothing is said.
    }
  };
  const choose = (offer: Offer) => {
    close();
    field.current!.value = offer.text;
    field.current!.form!.requestSubmit();
  };
  const move = (step: 1 | -1) => {
    const places = offers.length + 1;
    setOffered({ ...offered, active: ((active + 1 + step + places) % places) - 1 });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (offers.length === 0 || event.nativeEvent.isComposing) {
      if (event.key === "Enter") forget();
      return;
    }
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && active >= 0) choose(offers[active]!);
    else {
      if (event.key === "Enter") close();
      return;
    }
    event.preventDefault();
  };
  return { ...offered, isLive, ask, choose, close, onKeyDown };
}
