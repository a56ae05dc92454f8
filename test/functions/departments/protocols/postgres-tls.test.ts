import { afterAll, beforeAll, expect, it } from 'vitest';
import * as cast from '#city/cast.ts';
import { postgres } from '#functions/departments/protocols/postgres.client.ts';
import type { Shown } from '#functions/kernel/guarded-socket.client.ts';
import { HERE } from '#infra/local/departments/stand-in.ts';
import { type Authority, authority, type Identity } from '#infra/local/tls/authority.ts';
import { type Front, startFront } from '#infra/local/tls/front.ts';
import { frontTable } from '../front-table.ts';

const table = frontTable();
let [own, foreign, ours]: [Authority, Authority, Identity] = [
  undefined as never,
  undefined as never,
  undefined as never,
];
let [open, demanding]: [Front, Front] = [undefined as never, undefined as never];

beforeAll(async () => {
  [own, foreign] = await Promise.all([authority('Front table CA'), authority('Another CA')]);
  const identity = await own.issue({ name: 'front table', hosts: ['localhost', '127.0.0.1'] });
  ours = await own.issue({ name: 'onetrip' });
  const ground = { to: () => table.current.port, identity, postgres: true };
  [open, demanding] = await Promise.all([startFront(ground), startFront({ ...ground, clients: own.cert })]);
});
afterAll(() => Promise.all([open.stop(), demanding.stop()]));

const ask = async (tls: Shown, { front = open, host = '127.0.0.1', ms = 5_000 } = {}) => {
  const settings = { ...table.current, host, networks: [HERE, '::1/128'], port: front.port, tls };
  const context = { signal: AbortSignal.timeout(ms), deadline: performance.now() + ms };
  const text = 'select qlrmc from qzk.v_bdc_qlxx where cxdyh = $1';
  const query = postgres(async () => settings, { clock: () => performance.now() });
  return query({ text, values: [cast.CHEN_HOME], maxRows: 1 }, context);
};
const failed = (cause: string) => ({ code: 'department-error', extra: { cause } });

it.each(['127.0.0.1', 'localhost'])(
  "asks %s when the certificate is of the department's own authority",
  async (host) => {
    expect(await ask({ ca: own.cert }, { host })).toEqual([{ qlrmc: '陈福英' }]);
  },
);

it('does not ask under any other certificate, and says why', async () => {
  for (const ca of [undefined, foreign.cert])
    await expect(ask({ ca })).rejects.toMatchObject(failed('UNABLE_TO_VERIFY_LEAF_SIGNATURE'));
  const [good, elsewhere, old] = await Promise.all([
    own.issue({ name: 'front table', hosts: ['localhost', '127.0.0.1'] }),
    own.issue({ name: 'front table', hosts: ['localhost', '127.0.0.2', 'elsewhere.example'] }),
    own.issue({ name: 'front table', hosts: ['127.0.0.1'], from: -9, until: -1 }),
  ]);
  open.show(elsewhere);
  await expect(ask({ ca: own.cert })).rejects.toMatchObject(failed('ERR_TLS_CERT_ALTNAME_INVALID'));
  open.show(old);
  await expect(ask({ ca: own.cert })).rejects.toMatchObject(failed('CERT_HAS_EXPIRED'));
  open.show(good);
});

it('shows ours where it is demanded', async () => {
  expect(await ask({ ca: own.cert, ...ours }, { front: demanding })).toEqual([{ qlrmc: '陈福英' }]);
  for (const shown of [{}, await foreign.issue({ name: 'onetrip' })]) {
    const error = await ask({ ca: own.cert, ...shown }, { front: demanding }).catch((thrown: unknown) => thrown);
    const { cause, extra } = error as { cause?: string; extra?: { cause?: string } };
    expect(cause ?? extra?.cause).toMatch(/^ERR_SSL_\w+$|^not-reached$/);
  }
});

it('hangs up at the deadline and at too many bytes as it does without', async () => {
  await table.current.hostile('hang');
  const since = performance.now();
  await expect(ask({ ca: own.cert }, { ms: 500 })).rejects.toMatchObject({ code: 'department-timeout' });
  expect(performance.now() - since).toBeLessThan(3_000);
  await table.current.hostile('flood');
  await expect(ask({ ca: own.cert })).rejects.toMatchObject({ code: 'department-answer-too-large' });
  await table.current.hostile('none');
});
