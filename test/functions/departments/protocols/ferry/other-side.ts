/** The department's side as the tests play it: good parcels, and signing whatever it is told to sign. Shares no code with the hub. */
import { createHash, randomUUID } from 'node:crypto';
import iconv from 'iconv-lite';
import { sm2 } from 'sm-crypto-v2';
import type { Parcel } from '#schemas/ferry.ts';
import { type RawEntry, rawZip } from './raw-zip.ts';

export const hubKeys = sm2.generateKeyPairHex();
export const departmentKeys = sm2.generateKeyPairHex();
export const foreignKeys = sm2.generateKeyPairHex();
const SM2 = { hash: true, der: true } as const;

export const signBy =
  ({ privateKey }: { readonly privateKey: string }) =>
  (text: string): string =>
    sm2.doSignature(text, privateKey, SM2);

export const linkText = (leaseSeconds = 60): string =>
  JSON.stringify({ hubKey: hubKeys.privateKey, departmentKey: departmentKeys.publicKey, leaseSeconds });

const hex = (algorithm: string, bytes: Buffer) => createHash(algorithm).update(bytes).digest('hex');
const digests = (bytes: Buffer) => ({
  bytes: bytes.length,
  sha256: hex('sha256', bytes),
  sm3: hex('sm3', bytes),
});

export const csv = (rows: readonly (readonly string[])[]): Buffer =>
  iconv.encode(
    rows
      .map(
        (cells) =>
          `${cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`,
      )
      .join(''),
    'gb18030',
  );

export interface Draft {
  readonly label: Record<string, unknown>;
  /** Name to rows, heading first. */
  readonly sheets: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** Changes on the way, in this order. */
  readonly bytes?: (bytes: Buffer, name: string) => Buffer;
  readonly entries?: (entries: RawEntry[]) => RawEntry[];
  readonly zip?: (entries: readonly RawEntry[]) => Buffer;
  readonly manifest?: (manifest: Manifest) => void;
  readonly line?: (line: string) => string;
  readonly sign?: (text: string) => string;
}
export interface Manifest {
  [key: string]: unknown;
  files: { name: string; rows: number; bytes: number; sha256: string; sm3: string }[];
  archive: { bytes: number; sha256: string; sm3: string };
}

/** Signed last, so that whatever was changed is what the department says. */
export const drafted = (draft: Draft): Parcel => {
  const { bytes = (same) => same, entries = (same) => same, zip = rawZip, line = (same) => same } = draft;
  const files = [...draft.sheets].map(([name, rows]) => ({
    name,
    rows: rows.length - 1,
    data: bytes(csv(rows), name),
  }));
  const archive = zip(entries(files.map(({ name, data }) => ({ name, data }))));
  const manifest: Manifest = {
    format: 'onetrip-ferry/1',
    parcel: randomUUID(),
    department: 'public-security',
    madeAt: '2026-10-09T09:30:00+08:00',
    ...draft.label,
    archive: digests(archive),
    files: files.map(({ name, rows, data }) => ({ name, rows, ...digests(data) })),
  };
  draft.manifest?.(manifest);
  const text = line(JSON.stringify(manifest));
  const sign = draft.sign ?? signBy(departmentKeys);
  return { manifest: `${text}\nsm2:${sign(text)}\n`, archive: archive.toString('base64') };
};
