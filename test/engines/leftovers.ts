/** What a test file made in the engines that all share, taken away when it ends. A set-up file, too: so no test file has to think of it. */
import { afterAll } from 'vitest';

/** Of the process: a set-up file is read anew for each test file, the modules that the files share are not. */
const shared = globalThis as { leftInEngines?: (() => Promise<unknown>)[] };
shared.leftInEngines ??= [];
const left = shared.leftInEngines;

export const takeAwayLater = (takeAway: () => Promise<unknown>): void => void left.push(takeAway);

// Set up first, so after every other hook of the file. One after the other: a burst of them made the engine drop connections. What stays is more
// work for the engine, and no fault of the test.
afterAll(async () => {
  for (const takeAway of left.splice(0)) await takeAway().catch(() => undefined);
});
