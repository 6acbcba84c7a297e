import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { DateText } from "#app/components/facts.tsx";
import { PageHeader } from "#app/components/primitives.tsx";
import { handle, requirePerson } from "#app/core/http.server.ts";
import { listReferences } from "#app/domain/reference/queries.server.ts";

export const loader = handle(async ({ actor, url }) => ({
  sets: await listReferences(requirePerson(actor, url)),
}));

export const meta: MetaFunction = () => [{ title: "Rules and rates · Sanyog" }];

export default function ReferenceSets() {
  const { sets } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title="Rules and rates">
        What the product decides by. Every change is kept, with its reason and the day from which it holds.
      </PageHeader>
      <table className="stack-table">
        <thead>
          <tr>
            <th scope="col">Set</th>
            <th scope="col">Holds since</th>
            <th scope="col">Changed last</th>
          </tr>
        </thead>
        <tbody>
          {sets.map(({ name, label, explanation, validFrom, latest }) => (
            <tr key={name}>
              <th scope="row">
                <Link to={name}>{label}</Link>
                <span className="text-quiet block text-sm font-normal">{explanation}</span>
              </th>
              <td data-label="Holds since" className="whitespace-nowrap">
                <DateText iso={validFrom} />
              </td>
              <td data-label="Changed last">
                {latest.enteredAt ? (
                  <>
                    <DateText iso={latest.enteredAt} /> by {latest.enteredBy}
                    {latest.validFrom > validFrom && (
                      <span className="text-quiet block text-sm">
                        Holds from <DateText iso={latest.validFrom} />
                      </span>
                    )}
                  </>
                ) : (
                  "Never"
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
