/** Where a card of an opportunity stands; also what the addresses of its links say, see `PLACE_PARAM`. */
export const PLACES = ["featured", "organic", "home_featured", "home"] as const;
export type Place = (typeof PLACES)[number];

/** The parameter of an opportunity's address that says on which card it was followed. */
export const PLACE_PARAM = "from";

/** References of the opportunities whose cards a page shows, by place. */
export type Listings = Partial<Record<Place, string[]>>;

/** The place that an address names; null for none and for anything else. */
export function placeOf(params: URLSearchParams): Place | null {
  return PLACES.find((place) => place === params.get(PLACE_PARAM)) ?? null;
}

const HOUR_MS = 3_600_000;

type Turn = { views: number; lot: number };

/**
 * Whose turn it is to be featured: who has been seen least in the current hour comes first, and a lot drawn for the
 * hour decides among equals. Each process keeps its own turns: what is even in each of them is even in all.
 */
export class Rotation {
  #hour = -1;
  /** By reference. */
  #turns = new Map<string, Turn>();

  constructor(private readonly nowMs = () => Date.now()) {}

  #startHour(): void {
    const hour = Math.floor(this.nowMs() / HOUR_MS);
    if (hour === this.#hour) return;
    this.#hour = hour;
    this.#turns.clear();
  }

  /** The candidates in the order in which they should be shown, the next one first. */
  order<T extends { reference: string }>(candidates: readonly T[]): T[] {
    this.#startHour();
    const known = candidates.flatMap(({ reference }) => this.#turns.get(reference) ?? []);
    // Who joins within the hour has nothing to catch up.
    const least = known.length === 0 ? 0 : Math.min(...known.map(({ views }) => views));
    const turnOf = (reference: string): Turn => {
      const turn = this.#turns.get(reference) ?? { views: least, lot: Math.random() };
      this.#turns.set(reference, turn);
      return turn;
    };
    return candidates
      .map((candidate) => ({ candidate, turn: turnOf(candidate.reference) }))
      .sort((a, b) => a.turn.views - b.turn.views || a.turn.lot - b.turn.lot)
      .map(({ candidate }) => candidate);
  }

  /** Somebody has seen this one featured. */
  record(reference: string): void {
    this.#startHour();
    const turn = this.#turns.get(reference);
    if (turn) turn.views++;
  }
}
