import { Section } from "#app/components/primitives.tsx";

type Row = { label: string; views: string; clicks: string; share: string };
type Average = { days: string; views: string; clicks: string; share: string };
type Day = { day: string; featured: number; organic: number };
type Props = {
  places: Row[];
  averages: { featured: Average; other: Average } | null;
  chart: Day[];
};

function Table({ caption, first, rows }: { caption: string; first: string; rows: Row[] }) {
  return (
    <table className="stack-table mt-3 max-w-3xl">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          <th scope="col">Views</th>
          <th scope="col">Clicks</th>
          <th scope="col">Clicks of views</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, views, clicks, share }) => (
          <tr key={label}>
            <th scope="row" className="font-normal">
              {label}
            </th>
            <td data-label="Views" className="short">
              {views}
            </td>
            <td data-label="Clicks" className="short">
              {clicks}
            </td>
            <td data-label="Clicks of views" className="short">
              {share}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** In units of the drawing. */
const HEIGHT = 80;
const STEP = 10;

/** Views a day, the featured ones on top of the others. The same figures stand in the tables. */
function Chart({ days }: { days: Day[] }) {
  const most = Math.max(...days.map(({ featured, organic }) => featured + organic));
  const heightOf = (views: number) => (views / most) * HEIGHT;
  return (
    <figure className="mt-4 max-w-xl">
      <svg
        role="img"
        aria-label={`Views on each of the last ${days.length} days, at most ${most} a day`}
        viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`}
        className="block h-auto w-full border-b border-line"
      >
        {days.map(({ day, featured, organic }, place) => (
          <g key={day}>
            <title>{`${day}: ${featured} as Featured, ${organic} otherwise`}</title>
            <rect
              x={place * STEP + 1}
              y={HEIGHT - heightOf(organic)}
              width={STEP - 2}
              height={heightOf(organic)}
              fill="var(--color-edge)"
            />
            <rect
              x={place * STEP + 1}
              y={HEIGHT - heightOf(organic + featured)}
              width={STEP - 2}
              height={heightOf(featured)}
              fill="var(--color-warn)"
            />
          </g>
        ))}
      </svg>
      <figcaption className="text-quiet mt-1 text-sm">
        Views of the last {days.length} days, at most {most} a day. Amber: as Featured; grey: otherwise.
      </figcaption>
    </figure>
  );
}

/** Where an opportunity's cards were seen and followed, so that who pays for Featured knows what it brings. */
export function ListingFigures({ places, averages, chart }: Props) {
  const averageRows = averages && [
    { ...averages.featured, label: `A featured day, of ${averages.featured.days}` },
    { ...averages.other, label: `Another day, of ${averages.other.days}` },
  ];
  return (
    <Section title="Seen and followed" id="listing">
      {places.length === 0 ? (
        <p className="text-quiet">Its cards have not been seen yet, in results or on the home page.</p>
      ) : (
        <>
          <p className="text-quiet max-w-measure">
            How often its card was on a page that somebody got, and how often the card was followed. Counted
            without cookies; robots and your own people are left out.
          </p>
          <Table caption="By place" first="Where" rows={places} />
          {averageRows && <Table caption="On an average day" first="On average" rows={averageRows} />}
          {chart.length > 0 && <Chart days={chart} />}
        </>
      )}
    </Section>
  );
}
