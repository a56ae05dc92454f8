/** How a department's signed REST interface is reached: the text of its secret. */
import * as z from 'zod';
import { certificates, httpAddress, networks } from './reach.ts';
import { readSecret } from './secret.ts';
import { SignatureSettings } from './signatures.ts';

export const SignedRestSettings = z.object({
  base: httpAddress,
  appKey: z.string().min(1),
  /** With the key it buys a token. */
  appSecret: z.string().min(1),
  signature: SignatureSettings,
  networks,
  tls: certificates.default({}),
});
export type SignedRestSettings = z.infer<typeof SignedRestSettings>;

/** Throws an error that repeats nothing of the secret. */
export const readSignedRestSettings = (secret: string): SignedRestSettings => readSecret(SignedRestSettings, secret);
