import { Link } from "@remix-run/react";
import { Notice } from "#app/components/primitives.tsx";

/** Mails go to confirmed addresses only; the searches work nevertheless. */
export function ConfirmFirst() {
  return (
    <div className="mb-6">
      <Notice tone="warn" title="No mail leaves yet">
        <p>
          <Link to="/desk/account#confirm">Confirm your e-mail address</Link> first. Until then new matches
          wait on your desk.
        </p>
      </Notice>
    </div>
  );
}
