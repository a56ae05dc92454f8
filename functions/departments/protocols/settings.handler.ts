/** Wires the department's secret: read at the first need, its certificates watched at every call. */
import { environment } from '#functions/kernel/environment.ts';
import type { Shown } from '#functions/kernel/guarded-socket.client.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { watched } from './certificates.ts';

/** `read`: the secret's text to the protocol's settings. */
export const departmentSettings = <S extends { readonly tls: Shown | false }>(
  department: string,
  read: (text: string) => S,
): (() => Promise<S>) => {
  const env = environment('DEPARTMENT_SECRET_ID');
  return watched(department, secret(env.DEPARTMENT_SECRET_ID, read), () => Date.now());
};
