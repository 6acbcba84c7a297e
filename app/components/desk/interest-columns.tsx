import { Form, Link, useNavigate, useSubmit } from "@remix-run/react";
import { useEffect, useRef, useState, type DragEvent } from "react";
import { interestsHref, type InterestFilters } from "#app/components/desk/interest-filters.tsx";
import { answerText, tickValue, type InterestRow } from "#app/components/desk/interest-table.tsx";
import { EligibilitySign } from "#app/components/eligibility-sign.tsx";
import { Button } from "#app/components/primitives.tsx";
import { INTEREST_STATUSES, type InterestStatus } from "#app/core/reference/terms.ts";
import { columnsFrom, isOpen } from "#app/domain/interests/lifecycle.ts";

export type Column = { status: InterestStatus; total: number; rows: InterestRow[] };
type Props = {
  columns: Column[];
  filters: InterestFilters;
  mayDecide: boolean;
  /** The card that was moved last: the focus follows it. */
  movedId: string | null;
};

const label = (status: InterestStatus) => INTEREST_STATUSES[status].label;

/** Where a card may be dropped: into the next columns, or on "declined", which leads to the form for the reason. */
function accepts(row: InterestRow | null, status: InterestStatus): boolean {
  if (!row) return false;
  return status === "declined" ? isOpen(row.status) : columnsFrom(row.status).some((to) => to === status);
}

/** What was received by state: columns beside each other, on a phone sections one below the other. */
export function InterestColumns({ columns, filters, mayDecide, movedId }: Props) {
  // The reference is for the handlers, which come faster than a new picture; the state is for the picture.
  const held = useRef<InterestRow | null>(null);
  const [dragged, setDragged] = useState<InterestRow | null>(null);
  const drag = (row: InterestRow | null) => {
    held.current = row;
    // A browser that sees the page change while a drag begins gives it up.
    setTimeout(() => setDragged(row));
  };
  const submit = useSubmit();
  const navigate = useNavigate();
  const action = interestsHref(filters, {});
  useEffect(() => {
    // The button that was pressed is gone with its column.
    if (movedId && document.activeElement === document.body)
      document.getElementById(`card-${movedId}`)?.focus();
  }, [movedId]);
  const drop = (status: InterestStatus) => {
    const row = held.current;
    drag(null);
    if (!row || !accepts(row, status)) return;
    if (status === "declined") navigate(`/desk/interests/${row.id}#decide`);
    else
      submit({ interest: tickValue(row), to: status }, { method: "post", action, preventScrollReset: true });
  };
  return (
    <div className="relative mt-4 gap-3 overflow-x-auto pb-3 md:flex">
      {columns
        .filter(({ status, total }) => total > 0 || isOpen(status) || accepts(dragged, status))
        .map((column) => (
          <ColumnSection
            key={column.status}
            column={column}
            filters={filters}
            isTarget={accepts(dragged, column.status)}
            mayDrop={() => accepts(held.current, column.status)}
            onDrop={() => drop(column.status)}
          >
            {column.rows.map((row) => (
              <Card
                key={row.id}
                row={row}
                action={action}
                mayDecide={mayDecide}
                onDrag={(isDragged) => drag(isDragged ? row : null)}
              />
            ))}
          </ColumnSection>
        ))}
    </div>
  );
}

function ColumnSection(props: {
  column: Column;
  filters: InterestFilters;
  isTarget: boolean;
  mayDrop: () => boolean;
  onDrop: () => void;
  children: React.ReactNode[];
}) {
  const { column, filters, isTarget, mayDrop, onDrop, children } = props;
  const { status, total, rows } = column;
  const [isOver, setIsOver] = useState(false);
  const target = {
    onDragOver: (event: DragEvent) => {
      if (!mayDrop()) return;
      event.preventDefault();
      setIsOver(true);
    },
    onDragLeave: () => setIsOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setIsOver(false);
      onDrop();
    },
  };
  // What is empty gives its room to what is not.
  const width = rows.length > 0 ? "md:flex-[1_0_10.5rem]" : "md:flex-[0_0_8.5rem]";
  const edge = isTarget
    ? isOver
      ? "border-action border-2"
      : "border-action border-dashed"
    : "border-transparent";
  return (
    <section
      aria-labelledby={`column-${status}`}
      className={`bg-wash mb-4 min-w-0 rounded border p-2 md:mb-0 ${width} ${edge}`}
      {...target}
    >
      <h2 id={`column-${status}`} className="mb-2 px-1 text-base font-semibold">
        {label(status)} <span className="text-quiet font-normal">{total.toLocaleString("en-IN")}</span>
      </h2>
      {rows.length === 0 ? (
        <p className="text-quiet px-1 text-sm">Nobody is here.</p>
      ) : (
        <ul className="space-y-2">{children}</ul>
      )}
      {total > rows.length && (
        <p className="mt-2 px-1 text-sm">
          <Link to={interestsHref(filters, { state: status, view: "table" })}>
            Show all {total.toLocaleString("en-IN")}
          </Link>
        </p>
      )}
    </section>
  );
}

function Card(props: {
  row: InterestRow;
  action: string;
  mayDecide: boolean;
  onDrag: (isDragged: boolean) => void;
}) {
  const { row, action, mayDecide, onDrag } = props;
  const canMove = mayDecide && isOpen(row.status);
  return (
    <li
      draggable={canMove}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", row.otherSide);
        onDrag(true);
      }}
      onDragEnd={() => onDrag(false)}
      className={`panel bg-paper px-3 py-2 text-sm ${canMove ? "cursor-grab" : ""}`}
    >
      <Link
        id={`card-${row.id}`}
        className="font-semibold"
        to={`/desk/interests/${row.id}`}
        draggable={false}
      >
        {row.otherSide}
      </Link>
      <p className="text-quiet">{row.place}</p>
      <p className="mt-1 line-clamp-2">{row.title}</p>
      <p className="text-quiet">
        <span className="whitespace-nowrap">{row.reference}</span> ·{" "}
        {row.isWaiting || row.answerMs === null ? "" : "answered "}
        {answerText(row)}
      </p>
      {row.sign && (
        <p className="mt-1">
          <EligibilitySign view={row.sign} />
        </p>
      )}
      {canMove && <Moves row={row} action={action} />}
    </li>
  );
}

/** The same steps by keyboard, by touch and without script. */
function Moves({ row, action }: { row: InterestRow; action: string }) {
  return (
    <details className="mt-1">
      <summary className="text-action-strong min-h-6 cursor-pointer">
        Move<span className="sr-only"> {row.otherSide}</span> …
      </summary>
      <Form method="post" action={action} preventScrollReset className="flex flex-col items-start gap-2 py-2">
        <input type="hidden" name="interest" value={tickValue(row)} />
        {columnsFrom(row.status).map((to) => (
          <Button key={to} name="to" value={to} look="secondary" small>
            {to === "nda" ? "Invite to NDA" : `Move to ${label(to)}`}
          </Button>
        ))}
        <Link className="min-h-6" to={`/desk/interests/${row.id}#decide`}>
          {row.status === "agreement" ? "Conclude or decline …" : "Decline …"}
        </Link>
      </Form>
    </details>
  );
}
