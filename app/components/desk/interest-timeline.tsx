import { DateText, InterestStatusTag } from "#app/components/facts.tsx";
import type { InterestStatus } from "#app/core/reference/terms.ts";

export type TimelineEvent = { status: InterestStatus; at: string; who: string; note: string };

/** Every state with its date, who brought it about and what they wrote; the latest last. */
export function InterestTimeline({ events }: { events: TimelineEvent[] }) {
  return (
    <ol className="border-line ml-1 space-y-4 border-l pl-5">
      {events.map((event) => (
        <li key={event.status + event.at}>
          <div className="flex flex-wrap items-baseline gap-x-3">
            <InterestStatusTag status={event.status} />
            <DateText iso={event.at} withTime />
          </div>
          <p className="text-quiet">{event.who}</p>
          {event.note && <p className="max-w-measure mt-1 whitespace-pre-line">{event.note}</p>}
        </li>
      ))}
    </ol>
  );
}
