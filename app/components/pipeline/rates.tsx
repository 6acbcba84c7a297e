import { Notice, Section } from "#app/components/primitives.tsx";

type Unrated = { currency: string; name: string; amount: string; entries: string };
type Rate = { currency: string; rupees: string; on: string; source: string };

/** What is in no sum on the page, because nobody has entered a rate for its currency. */
export function UnratedNotice({ unrated }: { unrated: Unrated[] }) {
  if (unrated.length === 0) return null;
  return (
    <div className="mt-4">
      <Notice tone="warn" title="Not in these sums">
        <p>There is no exchange rate for these; the moderators of the marketplace enter them.</p>
        <ul className="mt-1 list-disc pl-5">
          {unrated.map(({ currency, name, amount, entries }) => (
            <li key={currency}>
              {name} ({currency}): {amount} in {entries}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

/** The rates that the sums were made with, each with its day. */
export function RatesUsed({ rates }: { rates: Rate[] }) {
  if (rates.length === 0) return null;
  return (
    <Section title="Exchange rates used" id="rates">
      <ul>
        {rates.map(({ currency, rupees, on, source }) => (
          <li key={currency}>
            1 {currency} = ₹{rupees}, of {on}
            {source && <span className="text-quiet"> ({source})</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
