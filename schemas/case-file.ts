/** 材料文件 of a case: what a citizen hands in as bytes. Its kind is told by its first bytes, never by a name. */
import * as z from 'zod';
import { FileDigest } from './file-digest.ts';
import { CaseId, Instant } from './identifier.ts';

/** OFD: GB/T 33190. */
export const FILE_KINDS = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  ofd: 'application/ofd',
} as const;
export type FileKind = keyof typeof FILE_KINDS;
const FileKind = z.enum(Object.keys(FILE_KINDS) as [FileKind, ...FileKind[]]);

/** Lambda takes and gives 6 MiB, in which bytes stand as base64: 4.5 MiB of them, headers not counted. The sums bound what one package holds. */
export const FILE_LIMITS = { bytes: 4_000_000, files: 200, allBytes: 60_000_000 } as const;

export const CaseFile = z
  .strictObject({
    digest: FileDigest,
    kind: FileKind,
    bytes: z.int().min(1),
    at: Instant.meta({ description: '上传时间 of the first upload' }),
  })
  .meta({ id: 'CaseFile', description: '材料文件 file of a case' });
export type CaseFile = z.infer<typeof CaseFile>;

export const caseParams = z.strictObject({ case: CaseId });
