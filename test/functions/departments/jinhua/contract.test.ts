import { expect, test } from 'vitest';
import { CHEN_FUYING, CHEN_HOME, LI_NA } from '#city/cast.ts';
import { upperGrants } from '#city/upper/grants.ts';
import { upperResources } from '#city/upper/resources.ts';
import { jinhua } from '#functions/departments/jinhua/resources.ts';
import { hubClient } from '#functions/departments/protocols/hub.client.ts';
import { readHubSettings } from '#functions/departments/protocols/hub-settings.ts';
import { startHub } from '#infra/local/departments/hub.ts';
import { PLANTED_REST } from '#infra/local/departments/rest/hostile.ts';
import { housing } from '#schemas/departments/housing.ts';
import { taxation } from '#schemas/departments/taxation.ts';
import { keepsContract } from '../contract.ts';

const [contract, paper] = ['YK20260800001', '320260800000000001'];
const CONTRACT = {
  resource: 'housing/contract-filing',
  request: housing['contract-filing'].request.parse({ party: CHEN_FUYING, contractNumber: contract }),
  answer: housing['contract-filing'].answer.parse({
    ...{ party: CHEN_FUYING, contractNumber: contract, unitNumber: CHEN_HOME },
    ...{ price: 1_112_500, signedOn: '2026-08-02', state: 'filed' },
  }),
};
const TAX = {
  resource: 'taxation/tax-certificate',
  request: taxation['tax-certificate'].request.parse({ payer: LI_NA, number: paper }),
  answer: taxation['tax-certificate'].answer.parse({
    ...{ payer: LI_NA, payerName: '李娜', number: paper, paidOn: '2026-08-20', void: false },
    items: [
      { tax: '契税', amount: 11_125 },
      { tax: '印花税', amount: 0 },
    ],
  }),
};

const adapter = (secret: string) => jinhua(hubClient(async () => readHubSettings(secret), { now: Date.now }));

keepsContract({
  department: 'jinhua',
  start: () => startHub([CONTRACT, TAX]),
  adapter,
  questions: {
    'house-contract': { known: { party: CHEN_FUYING, contract }, unknown: { party: LI_NA, contract } },
    'deed-tax': { known: { payer: LI_NA, paper }, unknown: { payer: CHEN_FUYING, paper } },
  },
  modes: ['html', 'broken-json', 'wrong-person', 'wrong-type', 'extra-fields', 'error', 'hang-up', 'http-429'],
  planted: [...PLANTED_REST.split(' ').filter((word) => word.length > 2), '11125'],
});

test('every leaf that is asked for there is declared and granted there, for the purpose that is stated', async () => {
  const stand = await startHub([CONTRACT, TAX]);
  try {
    const asked = adapter(JSON.stringify(stand.secret));
    for (const [name, port] of Object.entries(asked.resources)) {
      const request = name === 'deed-tax' ? { payer: LI_NA, paper } : { party: CHEN_FUYING, contract };
      const fields = name === 'deed-tax' ? ['/paper', '/taxes/*/kind', '/paidOn', '/void'] : ['/unitNumber', '/price'];
      const onward = { fields, role: 'buyer' as const, via: ['330784'], key: crypto.randomUUID(), receipt: () => {} };
      const context = { signal: AbortSignal.timeout(5_000), deadline: performance.now() + 5_000, onward };
      if (!('ask' in port)) throw new Error(name);
      await port.ask(request, context);
      const { last } = await stand.seen();
      const body = last.body as { fields: string[]; purpose: object; party: { role: string } };
      const resource = upperResources.find(({ id }) => last.path === `/v1/exchange/${id}`);
      const grant = upperGrants.find((one) => one.resource === resource?.id && one.uses === undefined);
      expect(resource?.fields.map(({ pointer }) => pointer)).toEqual(expect.arrayContaining(body.fields));
      expect(grant?.fields).toEqual(expect.arrayContaining(body.fields));
      expect(grant?.purposes).toContainEqual(expect.objectContaining(body.purpose));
      expect(grant?.parties.map(({ role }) => role)).toContain(body.party.role);
      expect([body.fields.length, last.via]).toEqual([fields.length + 1, '330784']);
    }
  } finally {
    await stand.stop();
  }
});
