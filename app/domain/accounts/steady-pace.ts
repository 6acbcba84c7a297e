/** How long an answer takes that must not tell by its time what was found. Well above what either way needs. */
const STEADY_MS = 250;

/** Runs `work` and settles, well or badly, no sooner than after the steady time. */
export async function atSteadyPace<T>(work: () => Promise<T>): Promise<T> {
  const pace = new Promise((resolve) => setTimeout(resolve, STEADY_MS));
  try {
    return await work();
  } finally {
    await pace;
  }
}
