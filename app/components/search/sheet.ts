import { useEffect, useRef, type SyntheticEvent } from "react";

/** From here on the filters are a rail beside the results; the style sheet says the same. */
const WIDE = "(width >= 64rem)";

/** Everything on the page that is neither in `element` nor around it. */
function* besides(element: Element): Generator<Element> {
  for (let inner = element; inner !== document.body; inner = inner.parentElement!)
    for (const other of inner.parentElement!.children) if (other !== inner) yield other;
}

/**
 * Keeps reading and the keyboard inside a `<details>` that lies over the page while it is open on a phone; Escape
 * and a wide screen close it.
 * @returns its `onToggle`
 */
export function useSheet(): (event: SyntheticEvent<HTMLDetailsElement>) => void {
  const release = useRef<() => void>();
  useEffect(() => () => release.current?.(), []);
  return ({ currentTarget: sheet, target }) => {
    // Folds within it tell of themselves too.
    if (target !== sheet) return;
    release.current?.();
    release.current = undefined;
    const wide = matchMedia(WIDE);
    if (!sheet.open || wide.matches) return;
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
    release.current = () => {
      for (const element of covered) element.toggleAttribute("inert", false);
      wide.removeEventListener("change", close);
      sheet.removeEventListener("keydown", closeByKey);
    };
  };
}
