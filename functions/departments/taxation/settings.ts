/** How the tax office's SOAP services are reached: the text of its secret. */
import * as z from 'zod';
import { SignatureSettings } from '../protocols/signatures.ts';
import { SoapCharsets } from '../protocols/soap-text.ts';

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];
const isLocal = (address: string): boolean => URL.canParse(address) && LOOPBACK.includes(new URL(address).hostname);

const TaxationSettings = z
  .looseObject({
    /** http(s)://host[:port]/path before the names of the services. */
    address: z.url({ protocol: /^https?$/ }),
    /** 调用方 as the tax office knows us, in Chinese. */
    caller: z.string().min(1).max(60),
    signature: SignatureSettings,
    /** Of each service by itself: they were built in different decades. */
    registration: SoapCharsets,
    certificates: SoapCharsets,
    tls: z
      .strictObject({ ca: z.string().optional(), cert: z.string().optional(), key: z.string().optional() })
      .default({}),
  })
  .refine(({ address }) => address.startsWith('https:') || isLocal(address), 'tls-needed')
  .transform(({ address, caller, signature, registration, certificates, tls }) => ({
    address,
    caller,
    signature,
    registration,
    certificates,
    tls,
    // A stand-in on the same machine; a department never is.
    allowLoopback: isLocal(address),
  }));
export type TaxationSettings = z.infer<typeof TaxationSettings>;

/** Throws an error that repeats nothing of the secret. */
export const readTaxationSettings = (secret: string): TaxationSettings => {
  const settings = TaxationSettings.safeParse(JSON.parse(secret));
  if (!settings.success) throw new Error('the department secret is malformed');
  return settings.data;
};
