/** What was typed behind a command of infra/. A word that it does not know ends it with the usage and exit code 2, before anything is done. */
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** Where words were wrong. */
export const MISTYPED = 2;

export const mistyped = (usage: string, said?: string): never => {
  process.stderr.write(`${said ? `${said}\n` : ''}${usage}\n`);
  process.exit(MISTYPED);
};

/** `--help` prints the usage and ends the process. */
export const typed = <const T extends ParseArgsConfig>(usage: string, config: T) => {
  if (process.argv.slice(2).some((word) => word === '--help' || word === '-h')) {
    process.stdout.write(`${usage}\n`);
    process.exit(0);
  }
  try {
    return parseArgs(config);
  } catch (error) {
    // Node goes on with advice about signs that no command here takes.
    return mistyped(usage, (error as Error).message.split(/\. |\n/)[0]);
  }
};
