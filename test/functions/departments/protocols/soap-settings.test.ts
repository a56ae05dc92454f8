import { expect, it } from 'vitest';
import { readTaxationSettings } from '#functions/departments/taxation/resources.ts';
import { adapters } from '#infra/adapters.ts';

const good = {
  ...adapters.taxation.secret,
  signature: { ...adapters.taxation.secret.signature, secret: 'SECRET-1' },
};
const read = (over: object) => () => readTaxationSettings(JSON.stringify({ ...good, ...over }));

it('is read from the secret as the operator fills it in', () => {
  const settings = read({ password: 'generated' })();
  expect(settings).toMatchObject({ address: 'https://taxation.invalid/services', networks: [] });
  expect(settings.services.registration).not.toEqual(settings.services.certificates);
});

it('allows plain text on the same machine only', () => {
  expect(read({ address: 'http://127.0.0.1:8080/services' })()).toMatchObject({ networks: [] });
  expect(read({ address: 'http://10.1.2.3/services' })).toThrow('the department secret is malformed');
});

it.each([
  { address: 'ftp://SECRET-1/' },
  { caller: '' },
  { signature: { kind: 'SECRET-1' } },
  { services: { ...good.services, certificates: { body: 'big5', payload: 'SECRET-1', base64: true } } },
  { services: { registration: good.services.registration } },
  { services: undefined },
])('is refused without a word of it: %j', (over) => {
  expect(read(over)).toThrow(/^the department secret is malformed$/);
});
