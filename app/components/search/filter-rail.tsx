import { Link } from "@remix-run/react";
import { memo, useState, type ReactNode } from "react";
import { isSame } from "#app/components/search/is-same.ts";
import { useSheet } from "#app/components/search/sheet.ts";

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

/** Takes plain values only, so that an option that has not changed is not rendered again as one types. */
const Option = memo(function Option(
  props: Omit<FacetOption, "chosen"> & { name: string; single?: boolean; chosen: boolean },
) {
  return (
    <label className={props.nested ? "option option-nested" : "option"}>
      <input
        type={props.single ? "radio" : "checkbox"}
        name={props.name}
        value={props.value}
        defaultChecked={props.chosen}
      />
      {props.label} <span>{props.count}</span>
    </label>
  );
});

function Options({ facet, options }: { facet: FacetView; options: FacetOption[] }) {
  return options.map((option) => (
    <Option key={option.value} name={facet.name} single={facet.single} {...option} />
  ));
}

/** Unfolds when something in it is chosen, and then stays as its reader leaves it. */
function Fold(props: { label: string; isChosen: boolean; children: ReactNode }) {
  const [isOpen, setOpen] = useState(props.isChosen);
  const [wasChosen, setWasChosen] = useState(props.isChosen);
  if (wasChosen !== props.isChosen) {
    setWasChosen(props.isChosen);
    if (props.isChosen) setOpen(true);
  }
  return (
    <details
      className="facet facet-folded"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{props.label}</summary>
      {props.children}
    </details>
  );
}

const FacetGroup = memo(function FacetGroup({ facet }: { facet: FacetView }) {
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
  if (!facet.folded) return <fieldset className="facet">{options}</fieldset>;
  const isChosen = facet.options.some(({ value, chosen }) => chosen && value !== "");
  return (
    <Fold label={facet.label} isChosen={isChosen}>
      <fieldset>{options}</fieldset>
    </Fold>
  );
}, isSame);

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
export const FilterRail = memo(function FilterRail(props: Props) {
  const { facets, toggles, chosenCount, showLabel, signInHref } = props;
  return (
    <details className="filters" id="filters" onToggle={useSheet()}>
      <summary className="button button-secondary">Filters{chosenCount > 0 && ` (${chosenCount})`}</summary>
      <div className="filters-body">
        <h2 className="sr-only">Filters</h2>
        <Toggles toggles={toggles}>
          {signInHref && (
            <Link className="option-link" to={signInHref}>
              Sign in to see what you qualify for
            </Link>
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
});
