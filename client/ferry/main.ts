/** Runs the courier beside a department until it is told to stop: node client/ferry/main.ts settings.json */
import * as disk from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { round } from './courier.ts';
import { folder } from './folder.ts';
import { hub } from './hub.ts';
import { readSettings } from './settings.ts';

const settings = readSettings(process.argv[2] ?? 'courier.json');
const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.abort());
// In a city on one machine the parent's end is the courier's end.
process.on('disconnect', () => stopping.abort());

const tell = (event: string, rule?: string): void => {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...(rule ? { rule } : {}) })}\n`);
};

const place = folder(settings.folder, disk);
await place.open();
const carrying = { hub: hub(settings), folder: place, patienceMs: settings.patienceMs, tell };
let failures = 0;
let told = new AbortController();
// There the parent says when something has come, so that nobody looks for nothing.
process.on('message', () => told.abort());
while (!stopping.signal.aborted) {
  told = new AbortController();
  await place.tidy(Date.now(), settings.keepHours * 3_600_000).catch(() => tell('not tidied'));
  failures = (await round(Date.now(), carrying)) ? 0 : failures + 1;
  const wait = Math.min(settings.backOffMs, settings.pollMs * 2 ** Math.min(failures, 20));
  // Couriers that failed together do not come back together.
  const apart = failures > 0 ? 0.5 + Math.random() / 2 : 1;
  await sleep(wait * apart, undefined, { signal: AbortSignal.any([stopping.signal, told.signal]) }).catch(() => {});
}
// Kept connections, and the line to a parent, would hold it for ever.
process.exit(0);
