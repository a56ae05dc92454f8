/** Synthesizes the templates of infra/app.ts for this machine, in a process of its own: CDK is slow to load and hungry. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** What this machine needs and what it can do without: checks belong to `npm run synth`. */
const LOCAL = {
  nag: false,
  'aws:cdk:enable-asset-metadata': true,
  'aws:cdk:disable-stack-trace': true,
};

/**
 * What stands in the templates in the place of what only a start knows; readDeployment fills it in. So one assembly serves any number of hubs.
 * Under .invalid nothing ever answers.
 */
export const UNFILLED = {
  issuer: 'https://issuer.unfilled.invalid',
  publicUrl: 'https://hub.unfilled.invalid',
  node: 'unfilled-node',
} as const;

/**
 * Where many cities start over one tree that does not change meanwhile, as in a run of the tests, the first bundles for all: a file in
 * this folder says that it has, and the first that needs some templates synthesizes them for all. Absent: each start does both.
 */
const told = process.env.ONETRIP_BUNDLED;
const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);
const stamp = told && join(told, `bundled-${digest(repository)}`);

/** Whether all functions have been bundled in this run of the tests. */
export const isBundled = (): boolean => stamp !== undefined && existsSync(stamp);

export interface Synth {
  /** Throws what CDK or esbuild complained about. */
  readonly done: Promise<void>;
  stop(): void;
}

/** Writes the assembly into `folder`. `context`: settings as in infra/settings.ts. */
export const synthesize = (folder: string, context: Readonly<Record<string, unknown>>): Synth => {
  const child = spawn(process.execPath, ['infra/app.ts'], {
    cwd: repository,
    env: {
      ...process.env,
      CDK_OUTDIR: folder,
      CDK_CONTEXT_JSON: JSON.stringify({ ...LOCAL, ...(isBundled() ? { bundle: false } : {}), ...context }),
      CDK_VALIDATION: 'false',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const run = async () => {
    const [complaint, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    if (code !== 0) throw new Error(`the templates could not be synthesized:\n${complaint.trim()}`);
    if (stamp) writeFileSync(stamp, '');
  };
  return { done: run(), stop: () => void child.kill('SIGKILL') };
};

/** The folder of an assembly that others read too; undefined where nothing is shared. */
const sharedPlace = (context: Readonly<Record<string, unknown>>): string | undefined =>
  told && join(told, `assembly-${digest(JSON.stringify([repository, context]))}`);

const LOOK_MS = 100;
/** Whoever has held the turn so long is dead. */
const LONGEST_TURN_MS = 180_000;

/** One process at a time, as long as nobody gives up: the others would only bundle the same. */
const inTurn = async <T>(turn: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> => {
  for (const end = performance.now() + LONGEST_TURN_MS; ; await pause(LOOK_MS, undefined, { signal }))
    try {
      mkdirSync(turn);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (performance.now() > end) rmSync(turn, { recursive: true, force: true });
    }
  try {
    return await work();
  } finally {
    rmSync(turn, { recursive: true, force: true });
  }
};

/** An assembly that nobody changes: made into `folder`, or found where another start of this run has put it. `done` gives its folder. */
export const assembly = (
  folder: string,
  context: Readonly<Record<string, unknown>>,
): Omit<Synth, 'done'> & { readonly done: Promise<string> } => {
  const shared = sharedPlace(context);
  if (shared && existsSync(shared)) return { done: Promise.resolve(shared), stop: () => {} };
  const leaving = new AbortController();
  let stop = (): void => leaving.abort();
  const make = async (): Promise<string> => {
    // Bundles of earlier starts would pile up in a kept folder.
    rmSync(folder, { recursive: true, force: true });
    const made = synthesize(folder, context);
    stop = made.stop;
    await made.done;
    return folder;
  };
  const share = async (): Promise<string> => {
    if (!shared || existsSync(shared)) return shared ?? make();
    try {
      renameSync(await make(), shared);
    } catch (error) {
      // On another disk it cannot be shared, and serves where it is.
      if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
      return folder;
    }
    return shared;
  };
  return { done: shared ? inTurn(`${stamp}.turn`, leaving.signal, share) : make(), stop: () => stop() };
};
