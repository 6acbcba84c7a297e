import { Money } from "#app/components/facts.tsx";
import type { PipelineChartView } from "#app/domain/leads/present-pipeline.server.ts";

function Row({ row }: { row: PipelineChartView["rows"][number] }) {
  return (
    <tr>
      <th scope="row" className="font-normal">
        {row.label}
      </th>
      <td data-label="Expressions of interest" className="tabular-nums">
        {row.count}
      </td>
      <td data-label="Full value" className="tabular-nums">
        <Money minor={row.paise} currency="INR" />
      </td>
      <td data-label="Weighted" className="tabular-nums">
        <Money minor={row.weightedPaise} currency="INR" />
      </td>
    </tr>
  );
}

/** A drawing made on the server and the table behind it. In outline the whole value, filled the weighted one. */
export function PipelineChart({ chart }: { chart: PipelineChartView }) {
  const { svg, rows, after, head } = chart;
  if (!svg && after.length === 0) return <p>No open interest with a value in this time.</p>;
  return (
    <div className="gap-x-12 xl:grid xl:grid-cols-2">
      <div className="max-w-lg">
        {svg ? (
          <>
            <div dangerouslySetInnerHTML={{ __html: svg }} />
            <p className="text-quiet mt-1 text-sm">
              Filled: weighted by probability. Outlined: the full value.
            </p>
          </>
        ) : (
          <p>No open interest with a value in this time.</p>
        )}
      </div>
      <div className="mt-4 xl:mt-0">
        <table className="stack-table">
          <thead>
            <tr>
              <th scope="col">{head}</th>
              <th scope="col">Expressions of interest</th>
              <th scope="col">Full value</th>
              <th scope="col">Weighted</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.key} row={row} />
            ))}
          </tbody>
          {after.length > 0 && (
            <tbody>
              <tr>
                <th scope="rowgroup" colSpan={4} className="text-quiet text-sm">
                  Ended, and no part of the pipeline
                </th>
              </tr>
              {after.map((row) => (
                <Row key={row.key} row={row} />
              ))}
            </tbody>
          )}
        </table>
      </div>
    </div>
  );
}
