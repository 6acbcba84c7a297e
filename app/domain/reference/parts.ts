/** One value that is typed or chosen. Plain JSON, for the page. */
export type Cell = {
  name: string;
  title: string;
  hint: string;
  control: "line" | "text" | "day" | "number" | "decimal" | "amount" | "choice" | "choices" | "countries";
  options: { value: string; label: string }[];
};

/** Rows of cells. `one`: what a row is called; `key`: the cells that say which row it is. */
export type Rows = { name: string; title: string; one: string; key: string[]; most: number; cells: Cell[] };

export type Part = Cell | Rows;

/** What a set consists of, in the order of its schema. */
export type Shape = Part[];

export const isRows = (part: Part): part is Rows => "cells" in part;
