/** 摆渡文件: what is carried to and from a department that cannot be called. A parcel is an archive of sheets and the manifest that announces it. */
import * as z from 'zod';
import { Instant, PlainDate, Slug, Uuid } from './identifier.ts';

/** Bytes; what is larger is refused before it is looked at. */
export const FERRY_LIMITS = { manifest: 16_384, archive: 1_000_000, unpacked: 4_000_000, rows: 5000 } as const;

const Hex64 = z.string().regex(/^[0-9a-f]{64}$/, 'digest-form');
const digests = { sha256: Hex64, sm3: Hex64 };

/** One sheet of the archive: CSV in GB18030. `bytes` and digests are of the sheet as it is unpacked; `rows` without its heading. */
export const ParcelFile = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,60}\.csv$/, 'file-name'),
  rows: z.int().min(0).max(FERRY_LIMITS.rows),
  bytes: z.int().min(1).max(FERRY_LIMITS.unpacked),
  ...digests,
});
export type ParcelFile = z.infer<typeof ParcelFile>;

const shared = {
  format: z.literal('onetrip-ferry/1'),
  parcel: Uuid,
  /** The department that is asked, whoever wrote the parcel. */
  department: Slug,
  madeAt: Instant,
  archive: z.strictObject({ bytes: z.int().min(22).max(FERRY_LIMITS.archive), ...digests }),
  files: z.array(ParcelFile).min(1).max(10),
};

/** The signed line of a manifest. */
export const Manifest = z.discriminatedUnion('kind', [
  z.strictObject({ ...shared, kind: z.literal('questions') }),
  z.strictObject({
    ...shared,
    kind: z.literal('answers'),
    /** The parcel of questions that is answered, and the SHA-256 of its archive. */
    answers: z.strictObject({ parcel: Uuid, sha256: Hex64 }),
  }),
  z.strictObject({
    ...shared,
    kind: z.literal('void-cards'),
    /** Numbered without a gap from 1 on; `day` as of which it was made. */
    delta: z.strictObject({ number: z.int().min(1), day: PlainDate }),
  }),
]);
export type Manifest = z.infer<typeof Manifest>;
export type ManifestOf<K extends Manifest['kind']> = Extract<Manifest, { kind: K }>;

/** A parcel on the wire. */
export const Parcel = z
  .strictObject({
    manifest: z.string().max(FERRY_LIMITS.manifest).meta({ description: 'Text of the manifest file' }),
    archive: z
      .base64()
      .max(Math.ceil(FERRY_LIMITS.archive / 3) * 4)
      .meta({ description: 'The zip archive, base64' }),
  })
  .meta({ id: 'Parcel', description: '摆渡包 parcel' });
export type Parcel = z.infer<typeof Parcel>;
