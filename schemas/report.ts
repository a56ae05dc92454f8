/** 检测报告 that comes before its application: told by who made it, found when the applicant files. */
import * as z from 'zod';
import { Bilingual } from './department.ts';
import { CreditCode, Instant, PlainDate, Slug, SubjectCode } from './identifier.ts';
import { MaterialKey } from './material.ts';

/** SHA-256, base64url. No file of a case: the bytes of the report stay with who made it. */
const ReportDigest = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'sha-256');

export const ReportPush = z
  .strictObject({
    /** 委托人: who will apply. */
    client: SubjectCode,
    paper: Slug,
    number: z.string().min(1).max(80).meta({ description: '报告编号' }),
    /** 检测对象, as the form of the application will name it. */
    about: z.string().min(1).max(120),
    issuedOn: PlainDate,
    file: ReportDigest,
  })
  .meta({ id: 'ReportPush', description: '检测报告报送 a report before its application' });
export type ReportPush = z.infer<typeof ReportPush>;

/** As it is kept until somebody applies. */
export const Report = ReportPush.omit({ client: true }).extend({
  firm: z.strictObject({ code: CreditCode, name: Bilingual, licence: z.string() }),
  at: z.int(),
});
export type Report = z.infer<typeof Report>;

export const ReportKept = z
  .strictObject({ paper: Slug, number: z.string(), firm: CreditCode, issuedOn: PlainDate, receivedAt: Instant })
  .meta({ id: 'ReportKept' });

/** What was found for a material of a case: current on the day, or too old. `until`: the last day on which it is current. */
export const FoundReport = z.strictObject({
  material: MaterialKey,
  number: z.string(),
  firm: z.strictObject({ code: CreditCode, name: Bilingual, licence: z.string() }),
  issuedOn: PlainDate,
  file: ReportDigest,
  until: PlainDate,
  current: z.boolean(),
});
export type FoundReport = z.infer<typeof FoundReport>;
