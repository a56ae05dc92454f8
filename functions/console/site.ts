/** The built console as it travels beside the bundle: one JSON file, made by infra/bundle/console.ts. */
import { brotliDecompressSync, gzipSync } from 'node:zlib';

export interface SiteFile {
  readonly type: string;
  /** The bytes, compressed with Brotli, base64. */
  readonly br: string;
  /** Its name holds a digest of it: it never changes. */
  readonly hashed: boolean;
}

/** Path in the console ("index.html", "assets/index-3f2a.js") to file. */
export type Site = Readonly<Record<string, SiteFile>>;

export interface Packed {
  readonly encoding?: 'br' | 'gzip';
  readonly bytes: Uint8Array;
}

const takes = (accepted: string, coding: string): boolean =>
  accepted.split(',').some((part) => {
    const [name, weight] = part.trim().split(/;\s*q=/);
    return name === coding && Number(weight ?? 1) > 0;
  });

/** Text of a page, before what only this deployment knows is put in. */
export const textOf = ({ br }: SiteFile): string => brotliDecompressSync(Buffer.from(br, 'base64')).toString('utf8');

/** The bytes as the browser takes them: an HTTP API compresses nothing. */
export const pack = ({ br }: SiteFile, accepted: string): Packed => {
  const kept = Buffer.from(br, 'base64');
  if (takes(accepted, 'br')) return { encoding: 'br', bytes: kept };
  const bytes = brotliDecompressSync(kept);
  return takes(accepted, 'gzip') ? { encoding: 'gzip', bytes: gzipSync(bytes) } : { bytes };
};
