/** How a department's SOAP services are reached: the text of its secret. */
import * as z from 'zod';
import { certificates, httpAddress, networks } from './reach.ts';
import { readSecret } from './secret.ts';
import { SignatureSettings } from './signatures.ts';
import { SoapCharsets } from './soap-text.ts';

const common = z.object({
  /** Before the names of the services. */
  address: httpAddress,
  /** 调用方 as the department knows us, in Chinese. */
  caller: z.string().min(1).max(60),
  signature: SignatureSettings,
  /** Of each service by itself: they were built in different decades. */
  services: z.record(z.string(), SoapCharsets),
  networks,
  tls: certificates.default({}),
});

export type SoapSettings<S extends string = string> = Omit<z.infer<typeof common>, 'services'> & {
  readonly services: Readonly<Record<S, SoapCharsets>>;
};

/** `services`: those that the adapter asks. What is made throws an error that repeats nothing of the secret. */
export const soapSettings =
  <S extends string>(...services: readonly S[]) =>
  (secret: string): SoapSettings<S> => {
    const asked = common.refine((given) => services.every((name) => Object.hasOwn(given.services, name)));
    const settings = readSecret(asked, secret);
    return { ...settings, services: settings.services as Record<S, SoapCharsets> };
  };
