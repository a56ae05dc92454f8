/** Lines that functions wrote, kept for tests and for the developer's eyes. */
import { EventEmitter } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

const KEPT = 20_000;
const END = /END RequestId: (\S+)$/;

export interface Lines {
  read(stream: Readable): void;
  /** All lines of an invocation have been read. */
  ended(requestId: string): Promise<void>;
  all(): readonly string[];
}

export const keptLines = (onLine: (line: string) => void): Lines => {
  const kept: string[] = [];
  const ends = new EventEmitter().setMaxListeners(0);
  const keep = (line: string) => {
    if (line === '') return;
    if (kept.push(line) > KEPT) kept.shift();
    onLine(line);
  };
  return {
    read: (stream) => {
      createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
        const end = END.exec(line);
        keep(end ? line.slice(0, end.index) : line);
        if (end?.[1]) ends.emit(end[1]);
      });
    },
    ended: (requestId) => new Promise((resolve) => ends.once(requestId, () => resolve())),
    all: () => kept,
  };
};
