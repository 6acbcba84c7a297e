import { Link } from "@remix-run/react";
import { NdaStatusTag } from "#app/components/nda/agreement-view.tsx";
import { DateText } from "#app/components/facts.tsx";
import { Section } from "#app/components/primitives.tsx";
import type { OwnTexts } from "#app/domain/nda/present-texts.server.ts";

/** Every version that was ever published, each to be read. */
export function TextVersions({ texts }: { texts: OwnTexts["texts"] }) {
  if (texts.length === 0) return null;
  return (
    <Section title="Versions" id="versions">
      {texts.map(({ id, version, title, html, hash, publishedAt, publishedBy, inForce }) => (
        <details key={id} className="panel mb-2 max-w-3xl">
          <summary className="cursor-pointer px-4 py-2">
            <span className="font-semibold">Version {version}</span>, <DateText iso={publishedAt} />
            <span className="text-quiet">
              {publishedBy && `, by ${publishedBy}`}, in force with{" "}
              {inForce === 1 ? "1 organisation" : `${inForce} organisations`}
            </span>
          </summary>
          <div className="border-line border-t px-4 pt-3 pb-4">
            <h3 className="text-lg">{title}</h3>
            <div className="prose mt-2" dangerouslySetInnerHTML={{ __html: html }} />
            <p className="text-quiet mt-3 text-sm break-all">Fingerprint (SHA-256): {hash}</p>
          </div>
        </details>
      ))}
    </Section>
  );
}

/** The organisations that were ever invited, the newest invitation first. */
export function WhoIsOnWhich(props: { agreements: OwnTexts["agreements"]; newest: number }) {
  const { agreements, newest } = props;
  if (newest === 0) return null;
  return (
    <Section title="Who is on which version" id="organisations">
      {agreements.length === 0 ? (
        <p className="text-quiet">Nobody has been invited yet. You invite from a shortlisted interest.</p>
      ) : (
        <table className="stack-table">
          <thead>
            <tr>
              <th scope="col">Organisation</th>
              <th scope="col">State</th>
              <th scope="col">Version</th>
              <th scope="col">Since</th>
            </tr>
          </thead>
          <tbody>
            {agreements.map(({ id, organisation, status, label, version, since }) => (
              <tr key={id}>
                <th scope="row">
                  <Link to={`/organisations/${organisation.slug}`}>{organisation.name}</Link>
                </th>
                <td className="short">
                  <NdaStatusTag status={status} label={label} />
                </td>
                <td data-label="Version" className="short">
                  {version}
                  {status === "countersigned" && version < newest && (
                    <span className="text-quiet"> (older)</span>
                  )}
                </td>
                <td data-label="Since" className="short whitespace-nowrap">
                  <DateText iso={since} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
