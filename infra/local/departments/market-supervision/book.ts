/** 登记簿: the applications that were decided, one line each, on disk before anybody is told. */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export interface Decision {
  /** 业务流水号 of whoever applied: one decision for each. */
  readonly serial: string;
  /** What was applied for, without the serial number. */
  readonly applied: string;
  /** What was answered. */
  readonly said: Readonly<Record<string, unknown>>;
  /** Absent: refused, or the same application once more under another number. */
  readonly made?: Firm;
}
export interface Firm {
  readonly code: string;
  readonly name: string;
  readonly kind: '1' | '2';
  /** Number and name of the legal representative or trader. */
  readonly representative: string;
  readonly representativeName: string;
  readonly establishedOn: string;
  readonly address: string;
  readonly scope: string;
  /** 万元, as it stands in the register. */
  readonly capital: string | null;
  /** 登记状态: 1 in business, 2 revoked, 3 deregistered. */
  readonly state: '1' | '2' | '3';
}

export const openBook = (folder: string) => {
  const path = join(folder, 'decisions.jsonl');
  const text = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  // A line without its end was being written when the process died: nobody was told of it.
  const whole = text.subarray(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) truncateSync(path, whole.length);
  const decisions = whole
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Decision);
  return {
    decisions: decisions as readonly Decision[],
    decide: (decision: Decision): void => {
      const file = openSync(path, 'a');
      writeSync(file, `${JSON.stringify(decision)}\n`);
      fsyncSync(file);
      closeSync(file);
      decisions.push(decision);
    },
  };
};
export type Book = ReturnType<typeof openBook>;
