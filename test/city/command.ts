/** The command line, without a process of its own. */
import { run } from '#client/cli/run.ts';

interface Options {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly input?: string;
  /** Each piece that is written for a person. */
  readonly onNote?: (text: string) => void;
}

export const command = async (words: readonly string[], { env, input = '', onNote }: Options) => {
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    isTTY: false as never,
    write: (chunk: string | Uint8Array) => {
      written[name] += String(chunk);
      if (name === 'stderr') onNote?.(String(chunk));
      return true;
    },
  });
  const code = await run(words, {
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    env,
    stdin: async () => input,
    signal: new AbortController().signal,
  });
  return { out: written.stdout, err: written.stderr, code };
};
