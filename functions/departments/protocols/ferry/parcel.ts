/** Packing a parcel, and opening one that came: the manifest first, then the archive, then its files; each must be what the one before said. */
import { FERRY_LIMITS, type Manifest, type Parcel } from '#schemas/ferry.ts';
import { type Files, readArchive, writeArchive } from './archive.ts';
import { digestsOf, fits } from './digests.ts';
import { readManifest, type Sign, type Verify, writeManifest } from './manifest.ts';
import { refused } from './refused.ts';

export interface Sheet {
  readonly name: string;
  readonly rows: number;
  readonly bytes: Buffer;
}

type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never;
export type Label = Without<Manifest, 'format' | 'archive' | 'files'>;

export interface Packed extends Parcel {
  /** SHA-256 of the archive, by which an answer names it. */
  readonly sha256: string;
}

export const pack = async (label: Label, sheets: readonly Sheet[], sign: Sign): Promise<Packed> => {
  const archive = await writeArchive(new Map(sheets.map(({ name, bytes }) => [name, bytes])), Date.parse(label.madeAt));
  const files = sheets.map(({ name, rows, bytes }) => ({ name, rows, bytes: bytes.length, ...digestsOf(bytes) }));
  const digests = digestsOf(archive);
  const manifest = {
    format: 'onetrip-ferry/1',
    ...label,
    archive: { bytes: archive.length, ...digests },
    files,
  } as const;
  return { manifest: writeManifest(manifest, sign), archive: archive.toString('base64'), sha256: digests.sha256 };
};

export interface Opened {
  readonly manifest: Manifest;
  readonly files: Files;
}

/** Throws unprocessable by the name of the rule; says nothing of what the parcel held. */
export const unpack = async (parcel: Parcel, verify: Verify, department: string): Promise<Opened> => {
  const manifest = readManifest(parcel.manifest, verify, department);
  const archive = Buffer.from(parcel.archive, 'base64');
  if (archive.length !== manifest.archive.bytes) throw refused('archive-bytes');
  if (!fits(archive, manifest.archive)) throw refused('archive-digest');
  const announced = new Map(manifest.files.map(({ name, bytes }) => [name, bytes]));
  if (announced.size !== manifest.files.length) throw refused('manifest-files');
  if ([...announced.values()].reduce((sum, bytes) => sum + bytes, 0) > FERRY_LIMITS.unpacked)
    throw refused('file-bytes');
  const files = await readArchive(archive, announced);
  for (const file of manifest.files) {
    const bytes = files.get(file.name);
    if (!bytes || !fits(bytes, file)) throw refused('file-digest');
  }
  return { manifest, files };
};
