import { z } from "zod";
import { REFERENCES, type ReferenceName } from "#app/domain/reference/catalogue.ts";
import type { Cell, Part, Shape } from "#app/domain/reference/parts.ts";

/** What `z.toJSONSchema` makes of the schemas of cells.ts. */
type Described = {
  type?: string;
  title?: string;
  description?: string;
  control?: Cell["control"];
  labels?: Record<string, string>;
  enum?: string[];
  items?: Described;
  properties?: Record<string, Described>;
  one?: string;
  key?: string[];
  maxItems?: number;
};

function controlOf(described: Described): Cell["control"] {
  if (described.control) return described.control;
  if (described.type === "array") return "choices";
  return described.enum ? "choice" : "line";
}

function cellOf(name: string, described: Described): Cell {
  const { title = name, description = "", labels = {} } = described;
  const values = described.enum ?? described.items?.enum ?? [];
  const options = values.map((value) => ({ value, label: labels[value] ?? value }));
  return { name, title, hint: description, control: controlOf(described), options };
}

function partOf(name: string, described: Described): Part {
  const row = described.items?.properties;
  if (!row) return cellOf(name, described);
  const { title = name, one = "row", key = [], maxItems: most = 100 } = described;
  const cells = Object.entries(row).map(([cell, inside]) => cellOf(cell, inside));
  return { name, title, one, key, most, cells };
}

const shapes = new Map<ReferenceName, Shape>();

/** The parts of a set with their labels, as its schema has them. */
export function shapeOf(name: ReferenceName): Shape {
  const known = shapes.get(name);
  if (known) return known;
  const { properties = {} } = z.toJSONSchema(REFERENCES[name].schema, { io: "input" }) as Described;
  const shape = Object.entries(properties).map(([part, described]) => partOf(part, described));
  shapes.set(name, shape);
  return shape;
}
