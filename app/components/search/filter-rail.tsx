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
  /** Of which only one value can hold. */
  single?: boolean;
};

function Options({ facet, options }: { facet: FacetView; options: FacetOption[] }) {
  return options.map((option) => (
    <label key={option.value} className={option.nested ? "option option-nested" : "option"}>
      <input
        type={facet.single ? "radio" : "checkbox"}
        name={facet.name}
        value={option.value}
        defaultChecked={option.chosen}
      />
      {option.label} <span>{option.count}</span>
    </label>
  ));
}

function FacetGroup({ facet }: { facet: FacetView }) {
  return (
    <fieldset className="facet">
      <legend>{facet.label}</legend>
      <Options facet={facet} options={facet.options} />
      {facet.more.length > 0 && (
        <details>
          <summary>{facet.more.length} more</summary>
          <Options facet={facet} options={facet.more} />
        </details>
      )}
    </fieldset>
  );
}

/**
 * The filters of a search. On a wide screen a rail that is always open, on a phone a sheet that folds away;
 * the style sheet decides, so it is the same without script.
 */
export function FilterRail(props: { facets: FacetView[]; chosenCount: number; showLabel: string }) {
  return (
    <details className="filters" id="filters">
      <summary className="button button-secondary">
        Filters{props.chosenCount > 0 && ` (${props.chosenCount})`}
      </summary>
      <div className="filters-body">
        <h2 className="sr-only">Filters</h2>
        {props.facets.map((facet) => (
          <FacetGroup key={facet.name} facet={facet} />
        ))}
        <p className="filters-apply">
          <button className="button button-primary">{props.showLabel}</button>
        </p>
      </div>
    </details>
  );
}
