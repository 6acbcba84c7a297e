import { invoiceMoney, type InvoiceDocument } from "#app/domain/billing/invoice-document.ts";
import { calendarDateText } from "#app/domain/eligibility/calendar.ts";

/** An invoice is the same for every reader, so its dates and amounts are too. */
const LOCALE = "en-IN";

function Party({ role, party }: { role: string; party: InvoiceDocument["seller"] }) {
  return (
    <div className="min-w-0">
      <h2 className="text-quiet text-sm font-normal">{role}</h2>
      <p className="font-semibold">{party.legalName}</p>
      <p className="whitespace-pre-line">{party.address}</p>
      <p>{party.place}</p>
      {party.gstin !== "" && <p>GSTIN {party.gstin}</p>}
      <p className="break-words">{party.email}</p>
    </div>
  );
}

function Amounts({ invoice }: { invoice: InvoiceDocument }) {
  const { amounts, currency, description, serviceCode, totalMinor } = invoice;
  const [net, ...taxes] = amounts;
  const cell = "py-2 pl-4 text-right align-top tabular-nums whitespace-nowrap";
  const rows = "border-line border-t";
  return (
    <table className="mt-6 w-full">
      <caption className="sr-only">What it is for, and the amounts</caption>
      <thead>
        <tr className="text-quiet text-sm">
          <th scope="col" className="py-2 text-left font-normal">
            Service
          </th>
          <th scope="col" className="py-2 pl-4 text-right font-normal">
            Amount ({currency})
          </th>
        </tr>
      </thead>
      <tbody>
        <tr className={rows}>
          <td className="py-2">
            {description}
            <span className="text-quiet block text-sm">SAC {serviceCode}</span>
            <span className="text-quiet block text-sm">{net!.label}</span>
          </td>
          <td className={cell}>{invoiceMoney(net!.minor, currency)}</td>
        </tr>
        {taxes.map(({ label, minor }) => (
          <tr key={label} className={rows}>
            <th scope="row" className="py-2 text-left font-normal">
              {label}
            </th>
            <td className={cell}>{invoiceMoney(minor, currency)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="border-ink border-t-2 font-semibold">
          <th scope="row" className="py-2 text-left">
            Total
          </th>
          <td className={cell}>{invoiceMoney(totalMinor, currency)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

/** An invoice or a credit note as it stands on paper. */
export function InvoiceSheet({ invoice }: { invoice: InvoiceDocument }) {
  const { against } = invoice;
  const day = (date: string) => calendarDateText(date, LOCALE);
  const facts = [
    ["Date", day(invoice.issuedOn)],
    ...(against ? [["For invoice", `${against.number} of ${day(against.issuedOn)}`]] : []),
    ["Place of supply", invoice.placeOfSupply],
    ...invoice.references.map(({ label, text }) => [label, text]),
  ];
  return (
    <div className="max-w-3xl print:max-w-none">
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
        <Party role="Seller" party={invoice.seller} />
        <Party role="Buyer" party={invoice.buyer} />
      </div>
      <dl className="mt-6 grid gap-x-4 gap-y-1 sm:grid-cols-[9rem_1fr]">
        {facts.map(([term, text]) => (
          <div key={term} className="contents">
            <dt className="text-quiet">{term}</dt>
            <dd className="mb-2 min-w-0 break-words sm:mb-0">{text}</dd>
          </div>
        ))}
      </dl>
      <Amounts invoice={invoice} />
      <p className="mt-4">
        <span className="text-quiet">In words: </span>
        {invoice.totalInWords}
      </p>
      {invoice.remarks.map((remark) => (
        <p key={remark} className="mt-2">
          {remark}
        </p>
      ))}
    </div>
  );
}
