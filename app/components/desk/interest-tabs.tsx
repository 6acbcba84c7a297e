import { NavLink, useMatches } from "@remix-run/react";
import { useDeskMessages } from "#app/components/messages/open-questions.tsx";

/** The pages of one expression of interest, each below its address; one line a page. */
const TABS: { path: string; label: string; posterOnly?: true }[] = [
  { path: "", label: "Overview" },
  { path: "/messages", label: "Messages" },
  { path: "/nda", label: "NDA" },
  { path: "/value", label: "Value", posterOnly: true },
];

/** The way between the pages of one expression of interest. */
export function InterestTabs({ id }: { id: string }) {
  const { here } = useDeskMessages();
  const page = useMatches().at(-1)?.data as { side?: string | null } | undefined;
  const tabs = TABS.filter(({ posterOnly }) => !posterOnly || page?.side === "poster");
  return (
    <nav aria-label="Expression of interest" className="tabs no-print border-line mb-4 border-b">
      {tabs.map(({ path, label }) => (
        <NavLink key={path} to={`/desk/interests/${id}${path}`} end={path === ""}>
          {label}
          {path === "/messages" && here > 0 && <span className="ml-1 font-semibold">({here} new)</span>}
        </NavLink>
      ))}
      <a href={`/desk/interests/${id}/dossier.pdf`}>Dossier (PDF)</a>
    </nav>
  );
}
