import { Facts } from "#app/components/primitives.tsx";

/** A version in words, as presentValue writes it. */
export type ValueView = {
  facts: { term: string; text: string }[];
  tables: { title: string; columns: string[]; rows: string[][] }[];
};

/** One version to be read, not changed. */
export function VersionView({ facts, tables }: ValueView) {
  return (
    <>
      {facts.length > 0 && <Facts rows={facts.map(({ term, text }) => [term, text])} />}
      {tables.map(({ title, columns, rows }) => (
        <table key={title} className="stack-table mt-4">
          <caption className="mb-1 text-left font-semibold">{title}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {row.map((text, column) => (
                  <td key={columns[column]} data-label={columns[column]}>
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </>
  );
}
