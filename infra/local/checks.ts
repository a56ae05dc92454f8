/** What must be true before the city starts. Each failing check is one clear line. */
import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findJava, JAVA_NEEDED } from './engines/java.ts';
import { readSignIn } from './oidc/keys.ts';

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

/** Parents one by one: where the kernel lets nothing be made, as in /proc, Node's own recursion never ends. */
const make = (folder: string): void => {
  if (existsSync(folder)) return;
  make(dirname(folder));
  mkdirSync(folder);
};

/** Makes the data folder. */
export const checkFolder = (folder: string): void => {
  try {
    make(folder);
    readdirSync(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    throw new NotReady(`OneTrip cannot write to ${folder}: make it writable, or name another folder by ONETRIP_DATA`);
  }
};

const ANSWERS_MS = 1000;

/** Two cities on one folder would write over each other's tables. The one that holds it answers where it said, with its own key. */
export const checkFree = async (folder: string): Promise<void> => {
  const held = readSignIn(folder);
  if (held?.issuer === undefined) return;
  const keys = await fetch(`${held.issuer}/jwks`, { signal: AbortSignal.timeout(ANSWERS_MS) })
    .then((answer) => answer.text())
    .catch(() => '');
  if (keys.includes(String(held.signing.n)))
    throw new NotReady(`OneTrip already runs on ${folder}: stop it, or start with another PORT and ONETRIP_DATA`);
};

/** The port that PORT names. The sign-in takes the next one. */
export const portOf = (text: string): number => {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_534)
    throw new NotReady(`PORT is a whole number up to 65534 (the sign-in takes the next one), not "${text}"`);
  return Number(text);
};

/** Turns "address in use" and "not allowed" into the line for the user; other errors pass through. */
export const portTaken = (error: unknown, port: number): unknown => {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return new NotReady(
      `Port ${port} is taken: stop what listens there, or choose another by PORT (the sign-in takes the next one)`,
    );
  if (code === 'EACCES') return new NotReady(`Port ${port} is not open to this user: choose one above 1023 by PORT`);
  return error;
};
