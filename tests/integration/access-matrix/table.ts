import {
  ACTORS,
  MARKERS,
  type ActorName,
  type MarkerName,
} from "#tests/integration/access-matrix/markers.ts";

/**
 * One line of a table: a request and what each actor gets. `expected` holds statuses, or `login` for a redirect to
 * signing in; `location` is where the other redirects lead; `shows` names what this page may show to anybody.
 */
export type Line = {
  route: string;
  method: "GET" | "POST";
  address: string;
  form: string | null;
  expected: Record<ActorName, string>;
  location: string | null;
  shows: MarkerName[];
};

const LINE =
  /^(?<method>GET|POST) (?<address>\S+)(?: \[(?<form>[\w-]+)\])? +(?<cells>(?:\d{3}|login)(?: +(?:\d{3}|login))*)(?: +> (?<location>\S+))?(?: +shows (?<shows>\w+))?$/;

function parseLine(route: string, text: string): Line {
  const { method, address, form, cells, location, shows } = LINE.exec(text)?.groups ?? {};
  const statuses = cells?.split(/ +/) ?? [];
  if (statuses.length !== ACTORS.length) throw new Error(`This line of the table cannot be read: ${text}`);
  if (shows !== undefined && !(shows in MARKERS)) throw new Error(`There is no marker ${shows}`);
  return {
    route,
    method: method as Line["method"],
    address: address!,
    form: form ?? null,
    expected: Object.fromEntries(ACTORS.map((actor, place) => [actor, statuses[place]!])) as Line["expected"],
    location: location ?? null,
    shows: shows ? [shows as MarkerName] : [],
  };
}

/** Reads a table: a route's name at the line's start, its requests indented below it; `#` begins a comment. */
export function readTable(table: string): { routes: string[]; lines: Line[] } {
  const routes: string[] = [];
  const lines: Line[] = [];
  for (const row of table.split("\n")) {
    const text = row.replace(/ # .*$|^#.*$/, "").trimEnd();
    if (text === "") continue;
    if (!text.startsWith(" ")) routes.push(text);
    else lines.push(parseLine(routes.at(-1)!, text.trim()));
  }
  return { routes, lines };
}
