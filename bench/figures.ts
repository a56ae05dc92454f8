/** What the benches have in common: figures of many latencies, load by rate or by callers, and tables. */

export interface Figures {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
}

/** `ms` in any order; p99 of few is their greatest. */
export const figures = (ms: readonly number[]): Figures => {
  const sorted = ms.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { count: ms.length, p50: at(0.5), p99: at(0.99) };
};

export const median = (values: readonly number[]): number => figures(values).p50;

/** Starts `ask` so many times a second, whether or not the ones before have ended, and waits for all. */
export const byRate = async (perSecond: number, seconds: number, ask: () => Promise<void>): Promise<void> => {
  const begun = performance.now();
  const running: Promise<void>[] = [];
  for (let i = 0; i < perSecond * seconds; i += 1) {
    const wait = begun + (i * 1000) / perSecond - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    running.push(ask());
  }
  await Promise.all(running);
};

/** So many callers, each asking again as soon as it is answered, until the time is over. */
export const byCallers = async (callers: number, seconds: number, ask: () => Promise<void>): Promise<void> => {
  const end = performance.now() + seconds * 1000;
  const caller = async (): Promise<void> => {
    while (performance.now() < end) await ask();
  };
  await Promise.all(Array.from({ length: callers }, caller));
};

/** Columns as wide as they must be; the first to the left, numbers to the right. */
export const table = (rows: readonly (readonly (string | number)[])[]): string => {
  const texts = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell.toFixed(2) : cell)));
  const widths = (texts[0] ?? []).map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');
  return texts.map(line).join('\n');
};

/** `--name value` of the command line, as a number. Throws for anything else. */
export const option = (name: string, standard: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? standard : Number(process.argv[at + 1]);
  if (!(value > 0)) throw new Error(`--${name} takes a number`);
  return value;
};

export const say = (text: string): void => void process.stdout.write(`${text}\n`);
