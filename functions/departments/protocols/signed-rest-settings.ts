/** How a department's signed REST interface is reached: the text of its secret. */
import * as z from 'zod';
import { readSecret } from './secret.ts';
import { SignatureSettings } from './signatures.ts';

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];
const isLocal = (base: string): boolean => URL.canParse(base) && LOOPBACK.includes(new URL(base).hostname);

export const SignedRestSettings = z
  .looseObject({
    /** http(s)://host[:port][/path] */
    base: z.url({ protocol: /^https?$/ }),
    appKey: z.string().min(1),
    /** With the key it buys a token. */
    appSecret: z.string().min(1),
    signature: SignatureSettings,
    /** Of the department's own authority, and of ours where both sides show one: PEM. */
    tls: z
      .strictObject({ ca: z.string().optional(), cert: z.string().optional(), key: z.string().optional() })
      .default({}),
  })
  .refine(({ base }) => base.startsWith('https:') || isLocal(base), 'tls-needed')
  .transform(({ base, appKey, appSecret, signature, tls }) => ({
    base,
    appKey,
    appSecret,
    signature,
    tls,
    // A stand-in on the same machine; a department never is.
    allowLoopback: isLocal(base),
  }));
export type SignedRestSettings = z.infer<typeof SignedRestSettings>;

/** Throws an error that repeats nothing of the secret. */
export const readSignedRestSettings = (secret: string): SignedRestSettings => readSecret(SignedRestSettings, secret);
