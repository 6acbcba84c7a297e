import { useRef } from "react";
import { useCompletions } from "#app/components/search/completions.ts";

type Props = { id: string; label: string; defaultValue?: string; labelHidden?: boolean };

/** The words of a search and its button; stands inside a GET form to /opportunities. */
export function SearchBox({ id, label, defaultValue, labelHidden = false }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const { typed, offers, active, isLive, ask, choose, close, onKeyDown } = useCompletions(field);
  const listId = `${id}-completions`;
  const idOf = (index: number) => `${listId}-${index}`;
  const combobox = isLive && {
    role: "combobox",
    "aria-autocomplete": "list" as const,
    "aria-controls": listId,
    "aria-expanded": offers.length > 0,
    "aria-activedescendant": active >= 0 ? idOf(active) : undefined,
  };
  return (
    <div role="search" className="search-box">
      <label htmlFor={id} className={labelHidden ? "sr-only" : "font-semibold"}>
        {label}
      </label>
      <div className="search-words">
        <input
          ref={field}
          id={id}
          name="q"
          type="search"
          className="control"
          defaultValue={defaultValue}
          autoComplete="off"
          enterKeyHint="search"
          placeholder="radar module, titanium casting, AS9100D …"
          onChange={(event) => ask(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={close}
          {...combobox}
        />
        <ul role="listbox" id={listId} aria-label="Completions" hidden={offers.length === 0}>
          {offers.map((offer, index) => (
            <li
              key={offer.text}
              id={idOf(index)}
              role="option"
              aria-selected={index === active}
              // The field keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(offer)}
            >
              {/* In one box, so that it is read as one word. */}
              <div>
                {offer.text.slice(0, typed.length)}
                <b>{offer.text.slice(typed.length)}</b>
              </div>
              <span>{offer.count}</span>
            </li>
          ))}
        </ul>
      </div>
      <button className="button button-primary">
        <span aria-hidden className="icon icon-search" />
        Search
      </button>
    </div>
  );
}
