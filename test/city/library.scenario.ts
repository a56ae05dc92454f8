/** The sample library in a running city: filled through the routes, filled again without effect, and asked by those who may ask. */
import { beforeAll, describe, expect, test } from 'vitest';
import { LI_JIE, LI_NA, WANG_QIANG, WANG_QIANG_NOODLES } from '#city/cast.ts';
import { sampleLibrary } from '#city/generate/certificates/index.ts';
import { generate } from '#city/generate/index.ts';
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { LocalCity } from '#infra/local/city.ts';
import { fillLibrary } from '#infra/local/library/fill.ts';
import type { CertificateSummary, Pulled } from '#schemas/certificate.ts';
import type { PartyRole } from '#schemas/grant.ts';
import { boot, call } from './support.ts';

let city: LocalCity;
const filled = async (): Promise<Awaited<ReturnType<typeof fillLibrary>>> => fillLibrary(city, chosen());
/** Of those whom the scenarios do not use otherwise, and one firm whose licence is revoked afterwards. */
const chosen = () => {
  const all = sampleLibrary(generate(), beijingDate(city.clock.now()));
  const revoked = all.find(({ request, later }) => request.type === 'business-licence' && later);
  const ours = all.filter(({ request }) =>
    request.holders.some(({ code }) => code === LI_JIE || code === WANG_QIANG_NOODLES),
  );
  const married = all.filter(
    ({ request }) => request.type === 'marriage-certificate' && request.holders.some(({ code }) => code === LI_NA),
  );
  return revoked ? [...ours, ...married, revoked] : [];
};
beforeAll(async () => {
  city = await boot();
});

test('is filled through the routes of the departments, and a second time nothing is issued', async () => {
  const first = await filled();
  expect([[...first.refused], first.issued, first.operated]).toEqual([[], chosen().length, 1]);
  expect(new Set(chosen().map(({ request }) => request.type)).size).toBe(10);
  const again = await filled();
  expect([[...again.refused], again.issued, again.operated]).toEqual([[], chosen().length, 0]);
  expect(city.engine.refusals()).toEqual([]);
});

interface Asked {
  readonly who: string;
  readonly matter: string;
  readonly role: PartyRole;
  readonly holder: string;
  readonly type: string;
}
const purposeOf = async ({ who, matter, role, holder, type }: Asked) => ({
  purpose: {
    kind: 'matter',
    matter,
    ticket: await city.ticket({
      case: '330784-library-1',
      matter,
      department: who,
      parties: [{ role, code: holder }],
      resources: [`certificates/${type}`],
      level: 'fields',
    }),
  },
  party: { role },
  holder,
});
/** Level and data, or status and code of the refusal. */
const pull = async (asked: Asked, identifier: string, fields: readonly string[]) => {
  const token = await city.token(`${asked.who}-system`);
  const body = { ...(await purposeOf(asked)), fields };
  const answer = await call<Pulled>(city, 'POST', `/v1/certificates/${identifier}/pull`, { token, body });
  return answer.status === 200 ? [answer.body.level, answer.body.data] : [answer.status, answer.body.code];
};
const find = async (asked: Asked) => {
  const token = await city.token(`${asked.who}-system`);
  const body = { ...(await purposeOf(asked)), type: asked.type };
  const answer = await call<{ holds: boolean; items: CertificateSummary[] }>(city, 'POST', '/v1/certificates/find', {
    token,
    body,
  });
  return answer.body;
};

const HOUSE = { who: 'one-window', matter: 'existing-house-transfer', role: 'seller' } as const;
const RENEWAL = { who: 'market-supervision', matter: 'food-licence-renewal', role: 'applicant' } as const;

describe('answers who may ask, and no more than that', () => {
  const OWN: readonly (readonly [string, Asked, readonly string[], readonly unknown[]])[] = [
    [
      'whether a seller is married, by yes or no',
      { ...HOUSE, holder: WANG_QIANG, type: 'marriage-certificate' },
      ['/valid', '/is/married'],
      ['predicate', { valid: true, is: { married: true } }],
    ],
    [
      'where a home is registered, by fields',
      { who: 'housing', matter: 'existing-house-contract', role: 'seller', holder: LI_JIE, type: 'real-estate-title' },
      ['/valid', '/area', '/is/residential'],
      ['fields', { valid: true, area: 118, is: { residential: true } }],
    ],
    [
      'what a licence to be renewed is for',
      { ...RENEWAL, holder: WANG_QIANG_NOODLES, type: 'business-licence' },
      ['/name', '/is/catering'],
      ['fields', { name: '永康市东城王强面馆', is: { catering: true } }],
    ],
  ];
  test.each(OWN)('%s', async (_, asked, fields, said) => {
    const [certificate] = (await find(asked)).items;
    expect(await pull(asked, certificate?.identifier ?? '', fields)).toEqual(said);
  });

  test('an employee is a third party: whether there is a valid certificate, and nothing else', async () => {
    const asked = { ...RENEWAL, role: 'employee', holder: LI_JIE, type: 'health-certificate' } as const;
    expect(await find(asked)).toEqual({ holds: true, items: [] });
  });

  test('who has no grant for the matter hears nothing, of whomever he asks', async () => {
    const asked = { ...HOUSE, holder: LI_JIE, type: 'health-certificate' } as const;
    expect(await find(asked)).toMatchObject({ code: 'exchange-denied' });
  });

  test('what was revoked is no valid licence any more', async () => {
    const [firm] = chosen().filter(({ later }) => later);
    const asked = { ...RENEWAL, holder: firm?.request.holders[0]?.code ?? '', type: 'business-licence' };
    const { holds, items } = await find(asked);
    expect([holds, items.map(({ state, valid }) => [state, valid])]).toEqual([false, [['07', false]]]);
  });
});
