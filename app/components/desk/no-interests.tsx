import { Link } from "@remix-run/react";
import { ButtonLink, EmptyState } from "#app/components/primitives.tsx";

/** A list of EoIs with nothing in it: why, and what to do next. */
export function NoInterests({ isFiltered, side }: { isFiltered: boolean; side: "received" | "sent" }) {
  if (isFiltered)
    return (
      <EmptyState title="None is like this">
        <p>
          <Link to={`/desk/interests?side=${side}`}>Show all of them</Link>
        </p>
      </EmptyState>
    );
  return side === "received" ? (
    <EmptyState title="Nobody has written yet">
      <p>Expressions of interest in your published opportunities arrive here, and we write to you.</p>
      <p>
        <ButtonLink to="/desk/opportunities">See your opportunities</ButtonLink>
      </p>
    </EmptyState>
  ) : (
    <EmptyState title="You have sent none yet">
      <p>Find an opportunity that fits, and express interest on its page. Here you see what becomes of it.</p>
      <p>
        <ButtonLink to="/opportunities">Search the opportunities</ButtonLink>
      </p>
    </EmptyState>
  );
}
