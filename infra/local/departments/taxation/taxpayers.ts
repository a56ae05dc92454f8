/** The register of taxpayers on disk: a line for each serial number, written and flushed before anybody hears of it. */
import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

export interface Taxpayer {
  readonly firm: string;
  readonly name: string;
  /** yyyy-mm-dd */
  readonly registeredOn: string;
  readonly office: string;
  readonly payerType: '1' | '2';
}
interface Line extends Taxpayer {
  readonly serial: string;
  /** What was told under this serial number. */
  readonly content: string;
}

export interface Taxpayers {
  /** By serial number; undefined: never heard of. */
  told(serial: string): Line | undefined;
  /** Registers, unless the firm is registered; then the serial number is noted beside it. */
  register(serial: string, content: string, taxpayer: Taxpayer): Taxpayer;
  /** What came in since the city was made: each firm once, each serial number that was accepted. */
  list(): { readonly count: number; readonly serials: readonly string[]; readonly names: readonly string[] };
}

/** A line that was cut off by a kill was never acknowledged, so it never was. */
const linesOf = (file: string): Line[] => {
  if (!existsSync(file)) return [];
  const bytes = readFileSync(file);
  const whole = bytes.lastIndexOf('\n') + 1;
  if (whole < bytes.length) truncateSync(file, whole);
  const text = bytes.subarray(0, whole).toString().trim();
  return text === '' ? [] : text.split('\n').map((line) => JSON.parse(line) as Line);
};

/** `known`: firms that were taxpayers before the city began. */
export const openTaxpayers = (folder: string, known: readonly Taxpayer[]): Taxpayers => {
  const file = join(folder, 'taxpayers.jsonl');
  const lines = linesOf(file);
  const bySerial = new Map(lines.map((line) => [line.serial, line]));
  const byFirm = new Map<string, Taxpayer>([...known, ...lines].map((taxpayer) => [taxpayer.firm, taxpayer]));
  const before = new Set(known.map(({ firm }) => firm));
  const descriptor = openSync(file, 'a');
  process.on('exit', () => closeSync(descriptor));
  return {
    told: (serial) => bySerial.get(serial),
    register: (serial, content, wanted) => {
      const { firm, name, registeredOn, office, payerType } = byFirm.get(wanted.firm) ?? wanted;
      const line: Line = { serial, content, firm, name, registeredOn, office, payerType };
      appendFileSync(descriptor, `${JSON.stringify(line)}\n`);
      fsyncSync(descriptor);
      bySerial.set(serial, line);
      byFirm.set(firm, line);
      return line;
    },
    list: () => {
      const added = [...byFirm.values()].filter(({ firm }) => !before.has(firm));
      return { count: added.length, serials: [...bySerial.keys()], names: added.map(({ name }) => name) };
    },
  };
};
