import { Link } from "@remix-run/react";
import { Section } from "#app/components/primitives.tsx";
import { PAPER_TITLES } from "#app/domain/billing/invoice-document.ts";
import type { ListedInvoice } from "#app/domain/billing/invoice-queries.server.ts";
import { calendarDateText } from "#app/domain/eligibility/calendar.ts";

/** The invoice of a purchase and its credit notes; nothing before there are any. */
export function InvoiceLinks({ invoices }: { invoices: ListedInvoice[] }) {
  if (invoices.length === 0) return null;
  return (
    <Section title="Invoices" id="invoices">
      <ul className="divide-line border-line max-w-3xl divide-y border-y">
        {invoices.map(({ id, kind, number, issuedOn }) => (
          <li key={id} className="grid gap-x-4 py-2 sm:grid-cols-[13rem_1fr]">
            <span className="text-quiet">{calendarDateText(issuedOn, "en-IN")}</span>
            <span>
              <Link to={`/desk/billing/invoices/${id}`}>
                {PAPER_TITLES[kind]} {number}
              </Link>{" "}
              (
              <a href={`/desk/billing/invoices/${id}.pdf`} aria-label={`${number} as PDF`}>
                PDF
              </a>
              )
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
