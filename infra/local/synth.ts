/** Synthesizes the templates of infra/app.ts for this machine, in a process of its own: CDK is slow to load and hungry. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** What this machine needs and what it can do without: checks belong to `npm run synth`. */
const LOCAL = {
  nag: false,
  'aws:cdk:enable-asset-metadata': true,
  'aws:cdk:disable-stack-trace': true,
};

/**
 * Where many cities start over one tree that does not change meanwhile, as in a run of the tests, the first bundles for all: a file in
 * this folder says that it has. Absent: each start bundles.
 */
const told = process.env.ONETRIP_BUNDLED;
const stamp = told && join(told, `bundled-${createHash('sha256').update(repository).digest('hex').slice(0, 12)}`);

export interface Synth {
  /** Throws what CDK or esbuild complained about. */
  readonly done: Promise<void>;
  stop(): void;
}

/** Writes the assembly into `folder`. `context`: settings as in infra/settings.ts. */
export const synthesize = (folder: string, context: Readonly<Record<string, unknown>>): Synth => {
  const bundled = stamp !== undefined && existsSync(stamp);
  const child = spawn(process.execPath, ['infra/app.ts'], {
    cwd: repository,
    env: {
      ...process.env,
      CDK_OUTDIR: folder,
      CDK_CONTEXT_JSON: JSON.stringify({ ...LOCAL, ...(bundled ? { bundle: false } : {}), ...context }),
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
