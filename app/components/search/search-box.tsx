import { Search } from "lucide-react";
import type { Ref } from "react";

type Props = {
  id: string;
  label: string;
  defaultValue?: string;
  labelHidden?: boolean;
  inputRef?: Ref<HTMLInputElement>;
};

/** The words of a search and its button; stands inside a GET form to /opportunities. */
export function SearchBox({ id, label, defaultValue, labelHidden = false, inputRef }: Props) {
  return (
    <div role="search" className="search-box">
      <label htmlFor={id} className={labelHidden ? "sr-only" : "font-semibold"}>
        {label}
      </label>
      <input
        ref={inputRef}
        id={id}
        name="q"
        type="search"
        className="control"
        defaultValue={defaultValue}
        autoComplete="off"
        enterKeyHint="search"
        placeholder="radar module, titanium casting, AS9100D …"
      />
      <button className="button button-primary">
        <Search aria-hidden size={18} />
        Search
      </button>
    </div>
  );
}
