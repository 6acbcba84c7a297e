import { Link } from "@remix-run/react";
import { CircleAlert, CircleCheck, CircleDashed, CircleX, type LucideIcon } from "lucide-react";
import { EligibilitySign } from "#app/components/eligibility-sign.tsx";
import { InterestStatusTag } from "#app/components/facts.tsx";
import type { FactRow, RequirementCell, RequirementRow } from "#app/domain/interests/compare-rows.ts";
import type { ComparedColumn } from "#app/domain/interests/compare.server.ts";

type Props = { columns: ComparedColumn[]; requirements: RequirementRow[]; facts: FactRow[] };

const LOOK: Record<string, [LucideIcon, string]> = {
  Met: [CircleCheck, "text-good"],
  Gap: [CircleAlert, "text-warn"],
  "Not known": [CircleAlert, "text-warn"],
  "Not met": [CircleX, "text-bad"],
  "Not needed": [CircleDashed, "text-quiet"],
};

function Requirement({ cell }: { cell: RequirementCell }) {
  if (!cell) return <>Not asked</>;
  const [Icon, tone] = LOOK[cell.word] ?? [CircleAlert, "text-warn"];
  return (
    <>
      <span className={`inline-flex items-center gap-1 font-semibold whitespace-nowrap ${tone}`}>
        <Icon aria-hidden size={16} strokeWidth={2} className="shrink-0" />
        {cell.word}
      </span>{" "}
      <span className="text-sm md:block">{cell.answer}</span>
    </>
  );
}

function Certificates({ certificates }: Pick<ComparedColumn, "certificates">) {
  if (certificates.length === 0) return <>None that counts today</>;
  return (
    <ul className="space-y-2 text-sm">
      {certificates.map(({ id, text, evidence }) => (
        <li key={id}>
          {text}
          {evidence.map(({ name, href }) => (
            <span key={href} className="block">
              <a href={href} className="break-words">
                Evidence: {name}
              </a>
            </span>
          ))}
          {evidence.length === 0 && <span className="text-quiet block">No evidence attached</span>}
        </li>
      ))}
    </ul>
  );
}

/** The head of a row; it stays in view while the applicants are scrolled. */
function RowHead({ children }: { children: React.ReactNode }) {
  return (
    <th
      scope="row"
      className="bg-paper font-semibold md:sticky md:left-0 md:z-10 md:w-56 md:min-w-44 md:pr-4"
    >
      {children}
    </th>
  );
}

const CELL = "md:min-w-44";

/** Requirements and facts as rows, applicants as columns; on a phone one requirement after the other. */
export function ComparisonTable({ columns, requirements, facts }: Props) {
  return (
    <div
      role="region"
      aria-label="Applicants side by side"
      tabIndex={0}
      className="md:overflow-x-auto print:overflow-visible"
    >
      <table className="stack-table">
        <thead>
          <tr>
            <th scope="col" className="bg-paper md:sticky md:left-0 md:z-10">
              Asked
            </th>
            {columns.map(({ id, name }) => (
              <th key={id} scope="col" className={`${CELL} align-bottom whitespace-normal!`}>
                <Link to={`/desk/interests/${id}`} className="text-base">
                  {name}
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <RowHead>Eligibility today</RowHead>
            {columns.map(({ id, name, sign }) => (
              <td key={id} data-label={name} className={CELL}>
                <EligibilitySign view={sign} />
              </td>
            ))}
          </tr>
          {requirements.map(({ key, asked, level, cells }) => (
            <tr key={key}>
              <RowHead>
                {asked}
                {level === "preferred" && <span className="text-quiet font-normal"> (preferred)</span>}
              </RowHead>
              {columns.map(({ id, name }, index) => (
                <td key={id} data-label={name} className={CELL}>
                  <Requirement cell={cells[index] ?? null} />
                </td>
              ))}
            </tr>
          ))}
          {facts.map(({ key, label, cells }) => (
            <tr key={key}>
              <RowHead>{label}</RowHead>
              {columns.map(({ id, name }, index) => (
                <td key={id} data-label={name} className={CELL}>
                  {cells[index]}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <RowHead>Certificates that count</RowHead>
            {columns.map(({ id, name, certificates }) => (
              <td key={id} data-label={name} className={CELL}>
                <Certificates certificates={certificates} />
              </td>
            ))}
          </tr>
          <tr className="no-print">
            <RowHead>Decide</RowHead>
            {columns.map(({ id, name, status }) => (
              <td key={id} data-label={name} className={CELL}>
                <InterestStatusTag status={status} />{" "}
                <Link to={`/desk/interests/${id}`} className="inline-block min-h-6">
                  Read and decide<span className="sr-only"> about {name}</span>
                </Link>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}
