/** How other programs write the characters of the basic plane, to compare with. */
import { spawnSync } from 'node:child_process';

export const has = (tool: string): boolean => spawnSync(tool, ['--version']).error === undefined;

/** Everything above ASCII that is a character; a private-use code point is nobody's. */
export const POINTS: readonly number[] = Array.from({ length: 0x10000 }, (_, point) => point).filter(
  (point) => point >= 0x80 && !/[\p{Co}\p{Cs}\p{NChar}\ufffd]/u.test(String.fromCodePoint(point)),
);

/** Bytes as hexadecimal by code point; a character that the charset lacks is not there. */
export type Written = ReadonlyMap<number, string>;

const collect = (lines: readonly string[]): Written =>
  new Map(POINTS.map((point, i): [number, string] => [point, lines[i] ?? '']).filter(([, bytes]) => bytes !== ''));

/** glibc's, one character a line. */
export const byIconv = (charset: string): Written => {
  const input = POINTS.map((point) => String.fromCodePoint(point)).join('\n');
  const { stdout } = spawnSync('iconv', ['-c', '-f', 'utf-8', '-t', charset], { input, maxBuffer: 10_000_000 });
  return collect(
    stdout
      .toString('latin1')
      .split('\n')
      .map((line) => Buffer.from(line, 'latin1').toString('hex')),
  );
};

const PYTHON = `
import sys
for point in map(int, sys.stdin):
    try: print(chr(point).encode(sys.argv[1]).hex())
    except UnicodeEncodeError: print()
`;
export const byPython = (charset: string): Written => {
  const { stdout } = spawnSync('python3', ['-c', PYTHON, charset], { input: POINTS.join('\n'), encoding: 'utf8' });
  return collect(stdout.split('\n'));
};

/** Code points that only one of the two has or that they write differently, as hexadecimal. */
export const differences = (ours: Written, theirs: Written) => {
  const names = (points: Iterable<number>): string[] => [...points].map((point) => point.toString(16));
  return {
    oursOnly: names([...ours.keys()].filter((point) => !theirs.has(point))),
    theirsOnly: names([...theirs.keys()].filter((point) => !ours.has(point))),
    written: names([...ours.keys()].filter((point) => theirs.has(point) && theirs.get(point) !== ours.get(point))),
  };
};
