/** What a person may say to `npm start`: two words on the command line, two variables. */
import { parseArgs } from 'node:util';
import { NotReady, portOf } from './checks.ts';
import type { CityOptions } from './city.ts';

export interface Wish {
  /** The trip once, as JSON, and out. */
  readonly once: boolean;
  readonly city: CityOptions;
}

const words = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: { once: { type: 'boolean' }, dev: { type: 'boolean' } } }).values;
  } catch {
    throw new NotReady(`npm start knows --once and nothing else, not "${args.join(' ')}"; npm run dev rebuilds`);
  }
};

/** Throws NotReady with one clear line. An empty variable counts as none. */
export const wish = (args: readonly string[], env: NodeJS.ProcessEnv): Wish => {
  const { once = false, dev = false } = words(args);
  if (once) return { once, city: { port: 0, quiet: true } };
  return {
    once,
    // What the functions log is for who changes them; others came for the table.
    city: { port: portOf(env.PORT || '3784'), data: env.ONETRIP_DATA || '.onetrip', dev, quiet: !dev },
  };
};
