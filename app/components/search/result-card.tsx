import { EligibilitySign, type EligibilityView } from "#app/components/eligibility-sign.tsx";
import { useRouterLinks } from "#app/components/router-links.ts";
import { TrlCells } from "#app/components/trl-meter.tsx";

/** A text in pieces that are by turns plain and a match: ["Radar ", "module", " for ships"]. */
export type Marked = string[];

/**
 * An opportunity in a list, written out on the server for the reader's locale: the browser gets no
 * reference data and no formatter to write it again.
 */
export type Card = {
  reference: string;
  href: string;
  title: Marked;
  excerpt: Marked;
  /** A line about words that stand neither in the title nor in the excerpt. */
  elsewhere: { where: string; excerpt: Marked } | null;
  kind: string;
  organisation: string;
  organisationHref: string;
  isVerified: boolean;
  country: string;
  trl: number | null;
  trlSentence: string;
  fee: string;
  /** Whether the reader's organisation qualifies; null when nothing is known of it. */
  sign: EligibilityView | null;
  licence: string;
  ipr: string;
  needs: string;
  release: string;
  closing: string;
  closesSoon: boolean;
};

/** The pieces of a text, its matches marked. */
export function MarkedText({ pieces }: { pieces: Marked }) {
  if (pieces.length === 1) return <>{pieces[0]}</>;
  return <>{pieces.map((piece, index) => (index % 2 === 1 ? <mark key={index}>{piece}</mark> : piece))}</>;
}

/** A text whose designations, such as J-STD-001, stay in one piece. */
function Unbroken({ text }: { text: string }) {
  const pieces = text.split(/(\S+-\S+)/);
  return (
    <>
      {pieces.map((piece, index) =>
        index % 2 === 1 ? (
          <span key={index} className="whitespace-nowrap">
            {piece}
          </span>
        ) : (
          piece
        ),
      )}
    </>
  );
}

type Heading = "h2" | "h3";
type Props = {
  cards: Card[];
  heading?: Heading;
  /** Stands first on each card. */
  label?: string;
};

function ResultCard({ card, heading: Heading, label }: { card: Card; heading: Heading; label?: string }) {
  return (
    <li className="card">
      <div className="card-body">
        <p className="card-line">
          {label && <strong className="card-label">{label}</strong>}
          {card.kind} · <a href={card.organisationHref}>{card.organisation}</a>{" "}
          {card.isVerified && <span className="verified">verified</span>} · {card.country}
        </p>
        <Heading className="card-title">
          <a href={card.href}>
            <MarkedText pieces={card.title} />
          </a>
        </Heading>
        <p>
          <MarkedText pieces={card.excerpt} />
        </p>
        {card.elsewhere && (
          <p className="card-line">
            {card.elsewhere.where}: <MarkedText pieces={card.elsewhere.excerpt} />
          </p>
        )}
        {card.trl !== null && (
          <p className="card-line">
            <TrlCells trl={card.trl} sentence={card.trlSentence} />
          </p>
        )}
        {card.sign && (
          <p className="card-line">
            <EligibilitySign view={card.sign} />
          </p>
        )}
      </div>
      <ul className="card-facts">
        {card.fee && <li className="card-fee">{card.fee}</li>}
        {card.licence && <li>{card.licence}</li>}
        {card.ipr && <li>{card.ipr}</li>}
        {card.needs && (
          <li>
            <Unbroken text={card.needs} />
          </li>
        )}
        {card.release && <li className="card-release">{card.release}</li>}
        {card.closing && <li className={card.closesSoon ? "card-soon" : undefined}>{card.closing}</li>}
      </ul>
    </li>
  );
}

/** Opportunities one below the other, with plain links. */
export function Cards({ cards, heading = "h3", label }: Props) {
  return (
    <ul className="cards">
      {cards.map((card) => (
        <ResultCard key={card.reference} card={card} heading={heading} label={label} />
      ))}
    </ul>
  );
}

/** The same, its links followed by the router. */
export function ResultList(props: Props) {
  return (
    <div onClick={useRouterLinks()}>
      <Cards {...props} />
    </div>
  );
}
