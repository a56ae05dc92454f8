/** 电子档案 of a case: one package, where it stands, and for how long it is kept. */
import * as z from 'zod';
import type { MatterType } from './matter-code.ts';

/**
 * 保管期限 in years by the type of the matter; 99 stands for 永久: S3 locks nothing for longer than 36,500 days. Source: 机关文件材料归档范围和文书档案
 * 保管期限规定 (2006), whose terms are permanent, 30 and 10 years; which type has which is the city's choice, made here.
 */
export const RETENTION_YEARS: Readonly<Record<MatterType, 10 | 30 | 99>> = {
  '01': 30,
  '02': 30,
  '03': 30,
  '04': 30,
  '05': 30,
  '06': 10,
  // 确认: what somebody is, or owns, is asked about for as long as he and his heirs live.
  '07': 99,
  '08': 30,
  '09': 99,
  '10': 10,
  '20': 10,
};

/** Of a case that ended without a decision: nobody's right was decided. */
export const RETENTION_UNDECIDED = 10;

/** `intended`: these bytes will be put there, and no others while they may be there; `kept`: they are. */
export const StoredArchive = z.strictObject({
  v: z.literal(1),
  state: z.enum(['intended', 'kept']),
  /** Of the whole package, hexadecimal; its name. */
  sha256: z.string().regex(/^[\da-f]{64}$/),
  bytes: z.int().min(1),
  /** In the payload. */
  files: z.int().min(1),
  /** Epoch ms: the end of the case, and the end of its retention. */
  endedAt: z.int(),
  until: z.int(),
});
export type StoredArchive = z.infer<typeof StoredArchive>;
