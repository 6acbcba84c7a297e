import { NavLink } from "@remix-run/react";

/** The pages of one expression of interest, each below its address; one line a page. */
const TABS: { path: string; label: string }[] = [{ path: "", label: "Overview" }];

/** The way between the pages of one expression of interest; none while there is only one. */
export function InterestTabs({ id }: { id: string }) {
  if (TABS.length < 2) return null;
  return (
    <nav aria-label="Expression of interest" className="tabs no-print border-line mb-4 border-b">
      {TABS.map(({ path, label }) => (
        <NavLink key={path} to={`/desk/interests/${id}${path}`} end={path === ""}>
          {label}
        </NavLink>
      ))}
    </nav>
  );
}
