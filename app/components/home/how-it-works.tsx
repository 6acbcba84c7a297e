import { ButtonLink } from "#app/components/primitives.tsx";

const AUDIENCES = [
  {
    who: "You make things",
    kind: "MSMEs and start-ups",
    steps: [
      "Search for what your shop could make. Each card says the fee, the readiness and the certificates you need.",
      "Read the terms and whether you may take part.",
      "Express interest once. You see each answer with its date, and the reason if it is a no.",
    ],
  },
  {
    who: "You have technology or a need",
    kind: "Primes: industry, research bodies, universities, agencies",
    steps: [
      "Post a technology, a venture, a call or a request page by page, or a whole spreadsheet at once.",
      "It can be found within two seconds.",
      "Read qualified interest side by side; shortlist or decline in a click.",
    ],
  },
  {
    who: "You are outside India",
    kind: "International partners",
    steps: [
      "See at once which offers are open to your country.",
      "Post a collaboration call or a joint venture with your own deadline and currency.",
      "Meet verified Indian makers, with export release and foreign investment rules said in plain words.",
    ],
  },
];

/** What each of the three audiences does here. */
export function HowItWorks() {
  return (
    <section id="how-it-works" aria-labelledby="how-it-works-heading" className="mt-12">
      <h2 id="how-it-works-heading" className="mb-4 text-xl">
        How it works
      </h2>
      <div className="audiences">
        {AUDIENCES.map((audience) => (
          <div key={audience.who}>
            <h3 className="text-lg">{audience.who}</h3>
            <p className="text-quiet text-sm">{audience.kind}</p>
            <ol className="mt-2 list-decimal space-y-2 pl-5">
              {audience.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </div>
        ))}
      </div>
    </section>
  );
}

/** The way in, for who has no account. */
export function CallToJoin() {
  return (
    <section aria-labelledby="join-heading" className="join">
      <div>
        <h2 id="join-heading" className="text-xl">
          Searching is open to everybody
        </h2>
        <p className="text-quiet">An account for your organisation lets you post and express interest.</p>
      </div>
      <ButtonLink to="/signup">Join Sanyog</ButtonLink>
    </section>
  );
}
