/** 回流 over two real logs: whatever happens on the way, each event above is one event here, in order, or somebody hears why not. */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openEvent } from '#functions/events/take.ts';
import { problem } from '#functions/kernel/problem.ts';
import { everyCrashPoint } from '#test/engines/crash-points.ts';
import { changed, FIRM, firm, LICENCE, OTHER_FIRM, withGrants } from '#test/functions/events/world.ts';
import { keepLines } from '#test/functions/exchange/lines.ts';
import { keys } from '#test/functions/exchange/world.ts';
import { type Below, listAbove, NOON, twoHubs } from './world.ts';

const lines = keepLines();
const FULL = process.env.ONETRIP_FULL === '1';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
type Hubs = Awaited<ReturnType<typeof twoHubs>>;

const told = async ({ upper }: Hubs, ...subjects: readonly string[]) => {
  for (const subject of subjects) expect((await upper.publish(changed({ subject }))).status).toBe(202);
};
const subjectsOf = async ({ events }: Below) => (await events()).map((event) => openEvent(keys, event).subject);
const originsOf = async ({ events }: Below) => (await events()).map(({ origin }) => origin);
type Item = { data: { number: number } & Record<string, unknown> };
const items = (said: unknown): Item[] => (said as { items: Item[] }).items;

test('what is told above comes down once, in order, cut to what is granted there, with its name above and the hubs it has passed', async () => {
  const hubs = await twoHubs();
  // What comes next: so our subscription must stand before it is told.
  expect(await hubs.run()).toEqual({ taken: 0, refused: 0 });
  await told(hubs, FIRM, OTHER_FIRM, FIRM);
  expect(await hubs.run()).toEqual({ taken: 3, refused: 0 });
  expect(await hubs.run()).toEqual({ taken: 0, refused: 0 });
  const events = await hubs.events();
  expect(await subjectsOf(hubs)).toEqual([FIRM, OTHER_FIRM, FIRM]);
  const above = await hubs.upper.deps.log.some(
    LICENCE,
    [1, 2, 3].map((n) => hubs.base + n),
  );
  expect(events.map(({ origin }) => origin.event).toSorted()).toEqual(above.map(({ id }) => id).toSorted());
  expect(events[0]).toMatchObject({
    resource: hubs.id,
    number: 1,
    by: 'jinhua-return',
    origin: { node: '330700' },
    hops: ['330700', '330784'],
  });
  // The representative is not granted there, so it never came.
  expect(openEvent(keys, events[0] as never).data).toEqual({
    ...{ firm: FIRM, name: '永康市王记餐饮有限公司', address: '浙江省永康市东城街道', state: '存续' },
  });
  expect(JSON.stringify(events.map(({ sealed: _, ...clear }) => clear))).not.toContain(FIRM);
  expect(await hubs.subscriptionOf()).toMatchObject({ node: '330784', receipt: { upTo: hubs.base + 3 } });
  expect(await hubs.returns.get(hubs.id)).toMatchObject({ after: hubs.base + 3, completeAt: NOON, generation: 1 });
  expect(lines()).not.toContain(FIRM);
});

test('killed at every boundary of a run: the next one goes on, and each event is one event', async () => {
  const subjects = FULL ? [FIRM, OTHER_FIRM, FIRM] : [OTHER_FIRM, FIRM];
  const points = await everyCrashPoint(async (crash) => {
    const hubs = await listAbove();
    hubs.tell(...subjects);
    await hubs.run(NOON, crash).catch(() => undefined);
    await hubs.run();
    expect(await subjectsOf(hubs)).toEqual(subjects);
    expect(await hubs.returns.get(hubs.id)).toMatchObject({ after: subjects.length });
    expect(hubs.receipts.at(-1)).toBe(subjects.length);
    const { copy } = await hubs.copies.look({ resource: hubs.id, subject: FIRM, record: ['存续'] });
    expect(copy).toMatchObject({ number: subjects.length, data: { firm: FIRM } });
  });
  console.log(`events brought down: ${points} boundaries`);
  expect(points).toBeGreaterThan(15);
});

test('pages that come twice, out of order, in pieces or from the beginning change nothing', async () => {
  const hubs = await listAbove();
  const subjects = [1, 2, 3, 4, 5].map(firm);
  hubs.tell(...subjects);
  const answers: Item[][] = [];
  hubs.meddle((path, said) => {
    if (path.endsWith('/events')) answers.push(items(said));
    return said;
  });
  await hubs.run();
  const origins = await originsOf(hubs);
  const seen = answers.flat();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...seen), { maxLength: 9 }), fc.boolean(), async (mixed, breaks) => {
      let failing = breaks;
      hubs.meddle((path, said) => {
        if (!path.endsWith('/events')) return said;
        if (failing && mixed.length > 2) {
          failing = false;
          throw problem('department-unavailable');
        }
        return { ...(said as object), items: mixed };
      });
      await hubs.run().catch(() => undefined);
      expect(await originsOf(hubs)).toEqual(origins);
      expect(await hubs.returns.get(hubs.id)).toMatchObject({ after: 5 });
    }),
    { numRuns: FULL ? 200 : 4 },
  );
  // A page out of order is taken in the order of its numbers.
  const fresh = await listAbove();
  fresh.meddle((path, said) =>
    path.endsWith('/events') ? { ...(said as object), items: items(said).toReversed() } : said,
  );
  fresh.tell(...subjects);
  await fresh.run();
  expect(await subjectsOf(fresh)).toEqual(subjects);
});

test('what began here is not taken again, and what has gone round too often is refused, and said', async () => {
  const hubs = await twoHubs();
  await hubs.run();
  await told(hubs, FIRM, OTHER_FIRM, firm(3));
  const own = '0198f3a2-7c1e-4d55-9b7a-3f1f5f0c2a11';
  hubs.meddle((path, said) => {
    if (!path.endsWith('/events')) return said;
    const changes: Readonly<Record<number, object>> = {
      [hubs.base + 1]: { origin: { node: '330784', event: own } },
      [hubs.base + 2]: { hops: ['1', '2', '3', '4', '5', '6', '7', '8'] },
    };
    return {
      ...(said as object),
      items: items(said).map((one) => ({ ...one, data: { ...one.data, ...changes[one.data.number] } })),
    };
  });
  expect(await hubs.run()).toEqual({ taken: 1, refused: 1 });
  expect(await subjectsOf(hubs)).toEqual([firm(3)]);
  expect(await hubs.returns.refused(hubs.id, 10)).toMatchObject([{ number: hubs.base + 2, rule: 'too-many-hops' }]);
  expect(lines()).toContain('"return-refused"');
});

test.each([
  ['no shape at all', () => ({ items: 7 })],
  ['a number that leads back', (said: object) => ({ ...said, upTo: 0 })],
  ['more, without having moved', (said: object, after: number) => ({ ...said, items: [], upTo: after, more: true })],
  ['an event without its number', (said: object) => ({ ...said, items: [{ type: 'licence.changed' }] })],
  ['a number beyond the page', (said: object) => ({ ...said, upTo: Number((said as { upTo: number }).upTo) - 1 })],
])('garbage from above is said, takes nothing away and moves nothing: %s', async (_what, garbage) => {
  const hubs = await listAbove();
  hubs.tell(FIRM);
  await hubs.run();
  const stood = await hubs.returns.get(hubs.id);
  hubs.tell(FIRM, OTHER_FIRM, FIRM);
  hubs.meddle((path, said) => (path.endsWith('/events') ? garbage(said as object, stood?.after ?? 0) : said));
  await expect(hubs.run()).rejects.toMatchObject({ code: 'department-answer-invalid' });
  expect(await hubs.returns.get(hubs.id)).toEqual(stood);
  expect(lines()).toContain('"return-failed"');
  hubs.meddle((_path, said) => said);
  await hubs.run();
  expect(await subjectsOf(hubs)).toEqual([FIRM, FIRM, OTHER_FIRM, FIRM]);
});

test('one that cannot be read holds up none behind it; when our catalogue has learnt it, it is taken within the hour', async () => {
  const hubs = await twoHubs();
  hubs.declare({ ...hubs.ours, events: hubs.ours.events?.filter(({ type }) => type !== 'licence.ended') ?? [] });
  await hubs.run();
  await hubs.upper.publish(changed({ type: 'licence.ended', data: { firm: FIRM, name: '王记', state: '注销' } }));
  await told(hubs, OTHER_FIRM);
  expect(await hubs.run()).toEqual({ taken: 1, refused: 1 });
  expect(await hubs.returns.refused(hubs.id, 10)).toMatchObject([{ number: hubs.base + 1 }]);
  const hour = Math.ceil(NOON / HOUR) * HOUR;
  expect(await hubs.run(hour)).toEqual({ taken: 0, refused: 0 });
  hubs.declare(hubs.ours);
  expect(await hubs.run(hour + 5 * MINUTE)).toEqual({ taken: 0, refused: 0 });
  expect(await hubs.run(hour + HOUR)).toEqual({ taken: 1, refused: 0 });
  expect(await subjectsOf(hubs)).toEqual([OTHER_FIRM, FIRM]);
  expect(await hubs.returns.refused(hubs.id, 10)).toEqual([]);
});

test('what is kept above no more stops the flow where it is, said each minute, until a person moves it', async () => {
  const hubs = await twoHubs();
  await hubs.run();
  await told(hubs, FIRM, OTHER_FIRM);
  const { fresh, deps } = hubs.upper;
  await fresh.client.send(
    new UpdateCommand({
      TableName: fresh.names.events,
      Key: { pk: `log#${LICENCE}`, sk: String(hubs.base + 1).padStart(12, '0') },
      UpdateExpression: 'SET keptUntil = :gone',
      ExpressionAttributeValues: { ':gone': hubs.upper.now },
    }),
  );
  expect(await deps.log.last(LICENCE)).toBe(hubs.base + 2);
  expect(await hubs.run()).toEqual({ taken: 0, refused: 0 });
  expect(await hubs.run(NOON + MINUTE)).toEqual({ taken: 0, refused: 0 });
  const stopped = await hubs.returns.get(hubs.id);
  expect(stopped).toMatchObject({ after: hubs.base, stopped: { since: NOON, rule: 'events-expired' } });
  expect(lines().match(/"return-stopped"/g)).toHaveLength(2);
  if (!stopped) throw new Error('no flow');
  const { stopped: _, ...rest } = stopped;
  expect(await hubs.returns.put({ ...rest, revision: rest.revision + 1, after: hubs.base + 1 })).toBe(true);
  expect(await hubs.run()).toEqual({ taken: 1, refused: 0 });
  expect(await subjectsOf(hubs)).toEqual([OTHER_FIRM]);
  expect(await hubs.returns.get(hubs.id)).not.toHaveProperty('stopped');
});

test('a log above that was put back to an earlier day is noticed, because it does not know our receipt', async () => {
  const hubs = await twoHubs();
  await hubs.run();
  await told(hubs, FIRM);
  await hubs.run();
  const stood = await hubs.returns.get(hubs.id);
  if (!stood) throw new Error('no flow');
  await hubs.returns.put({ ...stood, revision: stood.revision + 1, after: hubs.base + 7 });
  await hubs.run(NOON + 11 * MINUTE);
  expect(await hubs.returns.get(hubs.id)).toMatchObject({ after: hubs.base + 7, stopped: { rule: 'not-yet-given' } });
});

test('a subscription that has ended above is made anew behind the same number, and nothing is lost in between', async () => {
  const hubs = await twoHubs();
  await hubs.run();
  await told(hubs, FIRM);
  await hubs.run();
  const { id } = await hubs.subscriptionOf();
  await hubs.upper.call('DELETE /v1/subscriptions/{subscription}', { as: 'fire-system', params: { subscription: id } });
  await told(hubs, OTHER_FIRM);
  await hubs.run();
  await hubs.run();
  expect(await subjectsOf(hubs)).toEqual([FIRM, OTHER_FIRM]);
  expect(await hubs.returns.get(hubs.id)).toMatchObject({ after: hubs.base + 2, generation: 2 });
});

test('when the grant above is suspended the flow stops by that rule, and goes on by itself when it is resumed', async () => {
  const hubs = await twoHubs();
  await hubs.run();
  const suspended = { since: '2026-11-20T01:00:00Z', reason: '核查', by: 'officer-a' };
  hubs.upper.setSnapshot(withGrants((grant) => ({ ...grant, suspended })));
  await hubs.run();
  expect(await hubs.returns.get(hubs.id)).toMatchObject({ stopped: { rule: 'hub-denied:grant-suspended' } });
  hubs.upper.setSnapshot({});
  await told(hubs, FIRM);
  expect(await hubs.run()).toEqual({ taken: 1, refused: 0 });
  expect(await hubs.returns.get(hubs.id)).not.toHaveProperty('stopped');
});

test('a copy is the last that was told, ends with its record, and stands nowhere in the clear', async () => {
  const hubs = await twoHubs();
  await hubs.run();
  await told(hubs, FIRM);
  await hubs.run();
  const look = (subject: string) => hubs.copies.look({ resource: hubs.id, subject, record: ['存续'] });
  expect(await look(FIRM)).toMatchObject({
    copy: { number: 1, data: { firm: FIRM, state: '存续' } },
    flow: { after: hubs.base + 1 },
  });
  expect((await look(OTHER_FIRM)).copy).toBeUndefined();
  const of = { resource: hubs.id, subject: FIRM, record: ['存续'] };
  await hubs.copies.keep(
    of,
    { number: 5, toldAt: '2026-11-20T10:00:00+08:00', data: { state: '存续' }, ended: true },
    NOON,
  );
  await hubs.copies.keep(of, { number: 4, toldAt: '2026-11-20T09:00:00+08:00', data: { state: '更早' } }, NOON);
  expect((await look(FIRM)).copy).toMatchObject({ number: 5, ended: true });
  expect(JSON.stringify(await hubs.kept())).not.toContain(FIRM);
});
