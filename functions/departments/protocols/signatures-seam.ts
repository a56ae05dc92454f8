import { createHash } from 'node:crypto';
import * as z from 'zod';
import { encode } from './charset.ts';

export const SignatureSettings = z.looseObject({
  kind: z.literal('md5-concat'),
  secret: z.string(),
  charset: z.string(),
});
export const signer =
  ({ secret }: z.infer<typeof SignatureSettings>) =>
  (parts: readonly string[]): string =>
    createHash('md5')
      .update(encode(parts.join('') + secret, 'gbk'))
      .digest('hex');
