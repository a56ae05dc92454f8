import { createHmac } from 'node:crypto';
import * as z from 'zod';
export const SignatureSettings = z.looseObject({ kind: z.literal('hmac-sha256'), key: z.string().min(1) });
export const signer = ({ key }: z.infer<typeof SignatureSettings>) => (parts: readonly string[]): string =>
  createHmac('sha256', Buffer.from(key, 'hex')).update(parts.join('')).digest('hex');
