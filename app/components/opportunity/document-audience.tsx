import { Check, X } from "lucide-react";
import { IconText, Section } from "#app/components/primitives.tsx";
import { DISCLOSURE_LEVELS } from "#app/core/reference/terms.ts";
import type { AudienceRow } from "#app/domain/opportunities/document-audience.ts";

/** Who can get a document of this opportunity, for its poster: by disclosure level and release. */
export function DocumentAudience({ rows, release }: { rows: AudienceRow[]; release: string }) {
  return (
    <Section title="Who can get a document" id="document-audience">
      <p className="text-quiet max-w-measure mb-3">
        By its disclosure level and the release of this opportunity, which is “{release}”. Your own
        organisation gets all of them.
      </p>
      <table className="stack-table">
        <thead>
          <tr>
            <th scope="col">Reader</th>
            {Object.values(DISCLOSURE_LEVELS).map(({ label }) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ reader, answers }) => (
            <tr key={reader}>
              <th scope="row">{reader}</th>
              {answers.map(({ level, may, text }) => (
                <td key={level} data-label={DISCLOSURE_LEVELS[level].label}>
                  <span className={may ? "text-good" : ""}>
                    <IconText icon={may ? Check : X}>{may ? "Yes" : `No: ${text}`}</IconText>
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
