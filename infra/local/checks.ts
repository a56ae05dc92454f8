/** What must be true before the city starts. Each failing check is one clear line. */
import { accessSync, constants, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findJava, JAVA_NEEDED } from './engines/java.ts';

/** The city cannot start for a reason that its user can remove; the message is one line for him. */
export class NotReady extends Error {
  override readonly name = 'NotReady';
}

export const checkNode = (version: string = process.versions.node): void => {
  if (Number(version.split('.')[0]) < 24)
    throw new NotReady(`OneTrip needs Node 24 and runs on ${version}: use "npm start", which brings its own`);
};

/** The version stands in a file beside the program; asking the program would cost a JVM start. */
const javaVersion = (program: string): number | undefined => {
  try {
    const release = readFileSync(join(dirname(dirname(realpathSync(program))), 'release'), 'utf8');
    const [, first, second] = /JAVA_VERSION="(\d+)(?:\.(\d+))?/.exec(release) ?? [];
    return first === '1' ? Number(second) : first === undefined ? undefined : Number(first);
  } catch {
    return undefined;
  }
};

export const checkJava = (env: NodeJS.ProcessEnv = process.env): void => {
  let program: string;
  try {
    program = findJava(env);
  } catch {
    throw new NotReady(JAVA_NEEDED);
  }
  const version = javaVersion(program);
  if (version !== undefined && version < 17) throw new NotReady(`${JAVA_NEEDED}; ${program} is Java ${version}`);
};

/** Makes the data folder. */
export const checkFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    throw new NotReady(`OneTrip cannot write to ${folder}: make it writable, or name another folder by ONETRIP_DATA`);
  }
};

/** Turns "address in use" into the line for the user; other errors pass through. */
export const portTaken = (error: unknown, port: number): unknown =>
  (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
    ? new NotReady(
        `Port ${port} is taken: stop what listens there, or choose another by PORT (the sign-in takes the next one)`,
      )
    : error;
