import type { ReactNode } from "react";

export type FacetOption = {
  value: string;
  label: string;
  /** Written for the reader's locale. */
  count: string;
  chosen: boolean;
  /** Belongs under the option before it, as a sub-sector does under its sector. */
  nested?: boolean;
};

export type FacetView = {
  name: string;
  label: string;
  options: FacetOption[];
  /** Rarer values, folded away. */
  more: FacetOption[];
  /** A rarer question, folded away as a whole. */
  folded: boolean;
  /** Of which only one value can hold. */
  single?: boolean;
};

/** A filter that is on or off. */
export type Toggle = { name: string; label: string; count: string; chosen: boolean };

function Options({ facet, options }: { facet: FacetView; options: FacetOption[] }) {
  return options.map(({ value, label, count, chosen, nested }) => (
    // The id lets a live answer find it again among others, and so keep it and its focus.
    <label key={value} id={`${facet.name}=${value}`} className={nested ? "option option-nested" : "option"}>
      <input
        type={facet.single ? "radio" : "checkbox"}
        name={facet.name}
        value={value}
        defaultChecked={chosen}
      />
      {label} <span>{count}</span>
    </label>
  ));
}

function FacetGroup({ facet }: { facet: FacetView }) {
  const options = (
    <>
      <legend className={facet.folded ? "sr-only" : undefined}>{facet.label}</legend>
      <Options facet={facet} options={facet.options} />
      {facet.more.length > 0 && (
        <details>
          <summary>{facet.more.length} more</summary>
          <Options facet={facet} options={facet.more} />
        </details>
      )}
    </>
  );
  if (!facet.folded)
    return (
      <fieldset id={`facet-${facet.name}`} className="facet">
        {options}
      </fieldset>
    );
  const isChosen = facet.options.some(({ value, chosen }) => chosen && value !== "");
  return (
    <details
      id={`facet-${facet.name}`}
      className="facet facet-folded"
      open={isChosen}
      data-chosen={isChosen || undefined}
    >
      <summary>{facet.label}</summary>
      <fieldset>{options}</fieldset>
    </details>
  );
}

function Toggles({ toggles, children }: { toggles: Toggle[]; children: ReactNode }) {
  return (
    <fieldset className="facet">
      <legend>Show only</legend>
      {toggles.map(({ name, label, count, chosen }) => (
        <label key={name} className="option">
          <input type="checkbox" role="switch" name={name} value="yes" defaultChecked={chosen} />
          {label} <span>{count}</span>
        </label>
      ))}
      {children}
    </fieldset>
  );
}

type Props = {
  facets: FacetView[];
  toggles: Toggle[];
  chosenCount: number;
  /** "Show 37 opportunities". */
  showLabel: string;
  /** Where a reader who is not signed in learns what they qualify for; null for others. */
  signInHref: string | null;
};

/**
 * The filters of a search. On a wide screen a rail that is always open, on a phone a sheet over the page that
 * folds away; the style sheet decides, so it is the same without script.
 */
export function FilterRail({ facets, toggles, chosenCount, showLabel, signInHref }: Props) {
  return (
    <details className="filters" id="filters">
      <summary className="button button-secondary">Filters{chosenCount > 0 && ` (${chosenCount})`}</summary>
      <div className="filters-body">
        <h2 className="sr-only">Filters</h2>
        <Toggles toggles={toggles}>
          {signInHref && (
            <a className="option-link" href={signInHref}>
              Sign in to see what you qualify for
            </a>
          )}
        </Toggles>
        {facets.map((facet) => (
          <FacetGroup key={facet.name} facet={facet} />
        ))}
        <p className="filters-apply">
          <button className="button button-primary">{showLabel}</button>
        </p>
      </div>
    </details>
  );
}
