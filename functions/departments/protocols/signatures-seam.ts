import { createHash } from 'node:crypto';
import iconv from 'iconv-lite';
import * as z from 'zod';
export const SignatureSettings = z.looseObject({ kind: z.literal('md5-concat'), secret: z.string(), charset: z.string() });
export const signer = ({ secret }: z.infer<typeof SignatureSettings>) => (parts: readonly string[]): string =>
  createHash('md5').update(iconv.encode(parts.join('') + secret, 'gbk')).digest('hex');
