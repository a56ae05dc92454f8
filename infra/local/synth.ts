/** Synthesizes the templates of infra/app.ts for this machine, in a process of its own: CDK is slow to load and hungry. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** What this machine needs and what it can do without: checks belong to `npm run synth`. */
const LOCAL = {
  nag: false,
  'aws:cdk:enable-asset-metadata': true,
  'aws:cdk:disable-stack-trace': true,
};

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
      CDK_CONTEXT_JSON: JSON.stringify({ ...LOCAL, ...context }),
      CDK_VALIDATION: 'false',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const run = async () => {
    const [complaint, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    if (code !== 0) throw new Error(`the templates could not be synthesized:\n${complaint.trim()}`);
  };
  return { done: run(), stop: () => void child.kill('SIGKILL') };
};
