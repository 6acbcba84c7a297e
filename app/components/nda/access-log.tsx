import { Link } from "@remix-run/react";
import { DateText } from "#app/components/facts.tsx";
import type { presentAccesses } from "#app/domain/documents/access-log.server.ts";

type Entry = Awaited<ReturnType<typeof presentAccesses>>["entries"][number];

/** Who took what and when, one line an access. */
export function AccessLog({ entries, withReference }: { entries: Entry[]; withReference?: boolean }) {
  return (
    <table className="stack-table">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Who</th>
          <th scope="col">What</th>
          <th scope="col">How</th>
          <th scope="col">Internet address</th>
        </tr>
      </thead>
      <tbody>
        {entries.map(({ id, at, person, organisation, documentName, reference, how, address }) => (
          <tr key={id}>
            <td data-label="When" className="short whitespace-nowrap">
              <DateText withTime iso={at} />
            </td>
            <td data-label="Who">
              {organisation}
              <span className="text-quiet block text-sm">{person}</span>
            </td>
            <td data-label="What" className="min-w-0 break-words">
              {documentName}
              {withReference && reference && (
                <span className="block text-sm">
                  <Link to={`/opportunities/${reference}`}>{reference}</Link>
                </span>
              )}
              <span className="text-quiet block text-xs">Mark of this access: {id}</span>
            </td>
            <td data-label="How" className="short">
              {how}
            </td>
            <td data-label="Internet address" className="short">
              {address}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
