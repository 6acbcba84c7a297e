import { NavLink } from "@remix-run/react";
import { useDeskMessages } from "#app/components/messages/open-questions.tsx";

/** The pages of one expression of interest, each below its address; one line a page. */
const TABS: { path: string; label: string }[] = [
  { path: "", label: "Overview" },
  { path: "/messages", label: "Messages" },
  { path: "/nda", label: "NDA" },
];

/** The way between the pages of one expression of interest. */
export function InterestTabs({ id }: { id: string }) {
  const { here } = useDeskMessages();
  return (
    <nav aria-label="Expression of interest" className="tabs no-print border-line mb-4 border-b">
      {TABS.map(({ path, label }) => (
        <NavLink key={path} to={`/desk/interests/${id}${path}`} end={path === ""}>
          {label}
          {path === "/messages" && here > 0 && <span className="ml-1 font-semibold">({here} new)</span>}
        </NavLink>
      ))}
    </nav>
  );
}
