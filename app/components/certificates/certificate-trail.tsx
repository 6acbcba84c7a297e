import {
  CircleCheck,
  CircleDashed,
  CircleX,
  FileMinus,
  FilePlus,
  Pencil,
  Trash2,
  type LucideIcon,
} from "lucide-react";
import { DateText } from "#app/components/facts.tsx";
import { IconText } from "#app/components/primitives.tsx";
import { listText } from "#app/core/formats.ts";
import type { Trail, TrailEvent } from "#app/domain/certifications/trail.server.ts";

const LOOK: Record<TrailEvent["type"], [LucideIcon, string]> = {
  declared: [CircleDashed, "Declared"],
  changed: [Pencil, "Changed"],
  evidence_attached: [FilePlus, "Evidence attached"],
  evidence_removed: [FileMinus, "Evidence removed"],
  verified: [CircleCheck, "Verified"],
  rejected: [CircleX, "Not accepted"],
  removed: [Trash2, "Removed from the register"],
};

function whoText({ type, who }: TrailEvent): string {
  if (type === "verified" || type === "rejected") return who ? `${who}, moderator` : "A moderator";
  return who ?? "Before names were kept, or by somebody who has left";
}

/** Everything that happened to a certificate, dated and named; the latest last. */
export function CertificateTimeline({ events }: { events: TrailEvent[] }) {
  return (
    <ol className="border-line ml-1 space-y-4 border-l pl-5">
      {events.map((event) => {
        const [icon, text] = LOOK[event.type];
        return (
          <li key={event.id}>
            <div className="flex flex-wrap items-baseline gap-x-3">
              <span className="font-semibold">
                <IconText icon={icon}>{text}</IconText>
              </span>
              <DateText iso={event.at} withTime />
            </div>
            <p className="text-quiet">{whoText(event)}</p>
            {event.changed.length > 0 && <p className="mt-1">Another {listText(event.changed)}</p>}
            {event.note && <p className="max-w-measure mt-1 whitespace-pre-line">{event.note}</p>}
          </li>
        );
      })}
    </ol>
  );
}

/** Who opened the evidence, the latest first. */
export function EvidenceReaders({ readers }: { readers: Trail["readers"] }) {
  if (readers.total === 0) return <p className="text-quiet">Nobody has opened a file yet.</p>;
  return (
    <>
      {readers.total > readers.list.length && (
        <p className="text-quiet mb-2">
          Opened {readers.total} times; the latest {readers.list.length} are shown.
        </p>
      )}
      <table className="stack-table">
        <thead>
          <tr>
            <th scope="col">Who</th>
            <th scope="col">File</th>
            <th scope="col">When</th>
          </tr>
        </thead>
        <tbody>
          {readers.list.map(({ id, who, file, at }) => (
            <tr key={id}>
              <th scope="row" className="font-normal">
                {who}
              </th>
              <td data-label="File">{file}</td>
              <td data-label="When">
                <DateText iso={at} withTime />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
