/** Starts the city for a person at a terminal: what stands in the way is one line, not a stack. */
import { NotReady } from './checks.ts';
import { type CityOptions, type LocalCity, startCity } from './city.ts';

/** What `start` gives. Ends the process with 1 when the city cannot start. */
export const orEnd = async <T>(start: () => T | Promise<T>): Promise<T> => {
  try {
    return await start();
  } catch (error) {
    const ours = error instanceof NotReady;
    process.stderr.write(`${ours ? error.message : String((error as Error)?.stack ?? error)}\n`);
    process.exit(1);
  }
};

export const up = (options: CityOptions): Promise<LocalCity> => orEnd(() => startCity(options));

/** The start in one line: "5.1 s: templates and bundles 2.3 s, engines 1.9 s, …". */
export const startLine = ({ timings }: Pick<LocalCity, 'timings'>): string => {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const phases = timings.filter(({ name }) => name !== 'all').map(({ name, ms }) => `${name} ${seconds(ms)}`);
  return `${seconds(timings.find(({ name }) => name === 'all')?.ms ?? 0)}: ${phases.join(', ')}`;
};
