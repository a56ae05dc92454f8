/** 核验结果: what a check of a certificate, a file, a code or its elements says, each result by its name. */
import * as z from 'zod';
import { CertificateState } from './certificate.ts';
import { Bilingual } from './department.ts';
import { CertificateIdentifier, PlainDate } from './identifier.ts';

/**
 * signature: it fits what was signed. signer: whose key. key: good at that time. coverage: nothing stands outside the signature. file: these
 * very bytes are the library's. match: it is of the certificate that was asked about. digest: the data. state, dates, version: of the
 * certificate now. copy: of a stamped copy.
 */
export const CheckName = z.enum([
  'signature',
  'signer',
  'key',
  'coverage',
  'file',
  'match',
  'digest',
  'state',
  'dates',
  'version',
  'copy',
]);
export type CheckName = z.infer<typeof CheckName>;

/** A named result: every one is reported, none hides behind another. */
export const Check = z.strictObject({
  name: CheckName,
  ok: z.boolean(),
  /** What is right or wrong, in words, 中文 first. */
  says: z.string(),
});
export type Check = z.infer<typeof Check>;

/** What may be said of a certificate to anybody. */
export const PublicFacts = z.strictObject({
  identifier: CertificateIdentifier,
  type: Bilingual,
  issuer: Bilingual,
  issuedOn: PlainDate,
  validFrom: PlainDate,
  validUntil: PlainDate.optional(),
  version: z.int(),
  state: CertificateState,
});
export type PublicFacts = z.infer<typeof PublicFacts>;

/** 要素核验结果, the ministry's: whether what somebody says of a certificate is so. */
export const ElementsResult = z.enum(['0', '1', '2', '3', '4', '5', '6', '7']).meta({
  description: '0 相符且有效, 1 未生效, 2 暂时无效, 3 已失效, 4 要素不足, 5 未找到, 6 未给要素, 7 部分不符',
});
export type ElementsResult = z.infer<typeof ElementsResult>;

export const Verified = z
  .strictObject({
    /** The library made it, and it is as it was made. */
    genuine: z.boolean(),
    /** And it holds now. */
    valid: z.boolean(),
    identifier: z.string().optional(),
    certificate: PublicFacts.optional(),
    checks: z.array(Check),
    elements: z.strictObject({ result: ElementsResult, says: z.string() }).optional(),
  })
  .meta({ id: 'Verified' });
export type Verified = z.infer<typeof Verified>;
