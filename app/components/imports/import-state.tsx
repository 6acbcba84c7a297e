import { Tag, type Tone } from "#app/components/primitives.tsx";
import type { ImportStatus } from "#prisma/generated/enums.ts";

const STATES: Record<ImportStatus, [label: string, tone: Tone]> = {
  uploaded: ["Choose the columns", "warn"],
  queued: ["Waiting", "action"],
  running: ["Running", "action"],
  finished: ["Finished", "good"],
  failed: ["Failed", "bad"],
};

export function ImportStateTag({ status, dryRun }: { status: ImportStatus; dryRun: boolean }) {
  const [label, tone] = STATES[status];
  return <Tag tone={tone}>{dryRun && status !== "uploaded" ? `${label} (dry run)` : label}</Tag>;
}
