/** 批量, through the running city: a file goes through S3 and the queues, and the process that asks about it dies in the middle. */
import { ChangeMessageVisibilityCommand } from '@aws-sdk/client-sqs';
import { beforeAll, expect, test } from 'vitest';
import type { OneTrip } from '#client/sdk/index.ts';
import type { LocalCity } from '#infra/local/city.ts';
import { roomQueues } from '#infra/redrive/rooms.ts';
import { alive } from '#test/engines/processes.ts';
import { asked, client, codeOf, file, PART, ROWS, shared, UNDER_WAY } from './batch/firms.ts';
import { boot, call, handled, receiptOf } from './support.ts';

let city: LocalCity;
let fire: OneTrip;
beforeAll(async () => {
  city = await boot();
  fire = client(city);
});

const LICENCE = 'market-supervision/licence';
const ADAPTER = 'onetrip-market-supervision';

const grant = {
  ...{ consumer: 'fire', resource: LICENCE, resourceVersion: 1, fields: ['/firm', '/name', '/address', '/state'] },
  purposes: [{ kind: 'standing', code: 'yearly-review', legalBasis: '消防法第五十三条' }],
  parties: [{ role: 'applicant', ground: '年度消防监督抽查', level: 'fields' }],
  uses: ['batch'],
  // One question for each row that is asked: those that die with a process are missing at the end of the day.
  quota: { perDay: asked.length, perSecond: 1000 },
  ...{ from: '2020-01-01T00:00:00Z', until: '2035-01-01T00:00:00Z' },
};
const batch = {
  resource: LICENCE,
  purpose: { kind: 'standing' as const, code: 'yearly-review' },
  party: { role: 'applicant' as const },
  fields: ['/name', '/address', '/state'],
  format: 'csv' as const,
};

/** The message of the turn that died is seen again, as after its visibility timeout. */
const seenAgain = async (id: string): Promise<void> => {
  const rooms = await roomQueues(city.admin.sqs, 'OneTrip');
  const QueueUrl = rooms.find(({ room }) => room === 'marketsupervisionturns')?.source ?? '';
  const body = handled(QueueUrl).findLast((text) => text.includes(`"batch":"${id}","lane":0`)) ?? '';
  const receipt = { ReceiptHandle: receiptOf(body), VisibilityTimeout: 0 };
  await city.admin.sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ...receipt }));
};

test('its rows are asked under the gate of quotas, and the process that asks is killed with four of them under way', async () => {
  const token = await city.token('market-supervision-system');
  const put = { token, body: grant, headers: { 'if-match': '"0"' } };
  expect((await call(city, 'PUT', '/v1/grants/fire-yearly-review', put)).body).toMatchObject({ state: 'active' });
  for (const fn of [ADAPTER, 'batches']) city.pool.restart(fn);

  const office = city.departments['market-supervision'];
  const held = UNDER_WAY.map(codeOf);
  await office.hold(held);
  const made = await fire.batches.send(batch, file(), { idempotencyKey: 'fire-yearly-review-2026' });
  shared.id = made.id;
  expect(made.state).toBe('submitted');
  // All other chunks are done by then.
  await expect
    .poll(async () => (await fire.batches.get(made.id)).progress?.done, { timeout: 60_000, interval: 200 })
    .toBe(ROWS - PART);
  await expect.poll(() => office.askedAbout(held), { timeout: 60_000 }).toEqual([1, 1, 1, 1]);
  expect(await fire.batches.get(made.id)).toMatchObject({
    state: 'running',
    rows: ROWS,
    parts: Math.ceil(ROWS / PART),
  });

  const dying = city.pool.instances(ADAPTER);
  for (const { id } of dying) city.pool.kill(id);
  await expect.poll(() => dying.filter(({ pid }) => alive(pid))).toEqual([]);
  await office.hold([]);
  await seenAgain(made.id);
});
