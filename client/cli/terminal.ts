/** What is written to a person or to another program. Text of others never steers the terminal. */
import { styleText } from 'node:util';
import { pad, width } from './width.ts';

export interface Terminal {
  /** Machine-readable output was asked for: one JSON value for each thing. */
  readonly json: boolean;
  /** The result. */
  say(text: string): void;
  /** What is not the result: progress, warnings, errors. */
  note(text: string): void;
  print(value: unknown): void;
  /** Overwrites one line, on a terminal only; '' clears it. */
  progress(text: string): void;
  style(as: Style, text: string): string;
}
type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** As much of a process as is written to. */
export interface Streams {
  readonly stdout: Pick<NodeJS.WriteStream, 'write' | 'isTTY'>;
  readonly stderr: Pick<NodeJS.WriteStream, 'write' | 'isTTY'>;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Control characters could move the cursor or rename the window. */
export const tame = (text: string): string =>
  text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (c) => (c === '\n' ? c : '·'));

export const terminal = ({ stdout, stderr, env }: Streams, json: boolean): Terminal => {
  const coloured = !json && stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
  return {
    json,
    say: (text) => void (json || stdout.write(`${text}\n`)),
    note: (text) => void stderr.write(`${text}\n`),
    print: (value) => void (json && stdout.write(`${JSON.stringify(value)}\n`)),
    progress: (text) => void (stderr.isTTY && stderr.write(`\r\u001b[K${tame(text)}`)),
    style: (as, text) => (coloured ? styleText(as, text, { validateStream: false }) : text),
  };
};

export type Cell = string | number | undefined;

const shown = (cell: Cell): string => tame(String(cell ?? '')).replaceAll('\n', ' ');

/** Columns that line up, wide characters counted as two. */
export const table = (term: Terminal, heads: readonly string[], rows: readonly (readonly Cell[])[]): string => {
  const texts = rows.map((row) => heads.map((_head, i) => shown(row[i])));
  const widths = heads.map((head, i) => Math.max(width(head), ...texts.map((row) => width(row[i] ?? ''))));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => pad(cell, widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  return [term.style('bold', line(heads)), ...texts.map(line)].join('\n');
};

/** Name and value, one below the other. */
export const facts = (term: Terminal, pairs: readonly (readonly [string, Cell])[]): string => {
  const there = pairs.filter(([, value]) => value !== undefined && value !== '');
  const widest = Math.max(0, ...there.map(([name]) => width(name)));
  return there.map(([name, value]) => `${term.style('dim', pad(name, widest))}  ${shown(value)}`).join('\n');
};

/** Leaves of an answer by their pointers. */
export const leaves = (value: unknown, at = ''): (readonly [string, Cell])[] => {
  if (typeof value !== 'object' || value === null) return [[at || '/', value === null ? '–' : String(value)]];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, `${at}/${name}`));
};

/** `[#####.....]  50 %`. `share`: from 0 to 1. */
export const bar = (share: number, columns = 30): string => {
  const done = Math.min(1, Math.max(0, share));
  const full = Math.round(done * columns);
  return `[${'#'.repeat(full)}${'.'.repeat(columns - full)}] ${String(Math.floor(done * 100)).padStart(3)} %`;
};
