/** Asks, and says what was said, how long it took, what was written to the log meanwhile and how much memory was held at most. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Asker, Reply } from './protocol.ts';

export interface Outcome extends Omit<Reply, 'ms'> {
  readonly ms: number;
  /** What was written to the log meanwhile. */
  readonly log: string;
  /** Most resident memory meanwhile. */
  readonly peakMb: number;
}

export interface Measured {
  ask(): Promise<Outcome>;
  /** Megabytes that stay when everything was thrown away. */
  rest(): number;
}

const MB = 1_048_576;
const SAMPLE_MS = 5;
/** The kernel counts the peak by itself, and forgets it when told so. Elsewhere it is looked at again and again. */
const watchMemory = (): (() => number) => {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
    return () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
  } catch {
    let peak = 0;
    const look = (): number => {
      peak = Math.max(peak, process.memoryUsage.rss() / MB);
      return peak;
    };
    const timer = setInterval(look, SAMPLE_MS);
    return () => {
      clearInterval(timer);
      return look();
    };
  }
};

/** Returns how to end it, which gives what was written. */
const watchLog = (): (() => string) => {
  let written = '';
  const streams = [process.stdout, process.stderr].map((stream) => ({ stream, write: stream.write }));
  for (const { stream } of streams)
    stream.write = ((chunk: Uint8Array | string) => {
      written += String(chunk);
      return true;
    }) as typeof stream.write;
  return () => {
    for (const { stream, write } of streams) stream.write = write;
    return written;
  };
};

export const measured = (ask: Asker): Measured => ({
  ask: async () => {
    const [since, peak, log] = [performance.now(), watchMemory(), watchLog()];
    try {
      // As it would leave the function: what cannot be written down is no answer.
      const reply = JSON.parse(JSON.stringify(await ask())) as Reply;
      return { ms: performance.now() - since, ...reply, log: log(), peakMb: peak() };
    } finally {
      log();
    }
  },
  rest: () => {
    globalThis.gc?.();
    return process.memoryUsage.rss() / MB;
  },
});
