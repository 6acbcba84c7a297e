import { useEffect, type RefObject } from "react";

/** From here on the filters are a rail beside the results; the style sheet says the same. */
const WIDE = "(width >= 64rem)";

/** Everything on the page that is neither in `element` nor around it. */
function* besides(element: Element): Generator<Element> {
  for (let inner = element; inner !== document.body; inner = inner.parentElement!)
    for (const other of inner.parentElement!.children) if (other !== inner) yield other;
}

/** Keeps reading and the keyboard inside an open sheet; Escape and a wide screen close it. @returns what ends that */
function holdIn(sheet: HTMLDetailsElement): () => void {
  const wide = matchMedia(WIDE);
  if (!sheet.open || wide.matches) return () => undefined;
  const covered = [...besides(sheet)];
  const close = () => (sheet.open = false);
  const closeByKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    close();
    sheet.querySelector("summary")?.focus();
  };
  for (const element of covered) element.toggleAttribute("inert", true);
  wide.addEventListener("change", close);
  sheet.addEventListener("keydown", closeByKey);
  return () => {
    for (const element of covered) element.toggleAttribute("inert", false);
    wide.removeEventListener("change", close);
    sheet.removeEventListener("keydown", closeByKey);
  };
}

/** Makes the `<details id="filters">` in `around`, which lies over the page while it is open on a phone, a sheet. */
export function useSheet(around: RefObject<HTMLElement>): void {
  useEffect(() => {
    const element = around.current!;
    let release = () => {};
    const onToggle = ({ target }: Event) => {
      // Folds within it tell of themselves too.
      if (!(target instanceof HTMLDetailsElement && target.id === "filters")) return;
      release();
      release = holdIn(target);
    };
    // The event does not bubble.
    element.addEventListener("toggle", onToggle, true);
    return () => {
      element.removeEventListener("toggle", onToggle, true);
      release();
    };
  }, [around]);
}
