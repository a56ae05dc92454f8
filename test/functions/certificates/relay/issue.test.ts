/** 签发告知: that a certificate was issued is told to whoever is subscribed, once. */
import { beforeEach, describe, expect, test } from 'vitest';
import { makeIdentifier } from '#functions/certificates/identifier.ts';
import { relayCertificates } from '#functions/certificates/relay/relay.ts';
import { issueBy, pullBy } from '../calls.ts';
import { everyOperation, operateBy } from '../operations/calls.ts';
import { CHEN_FUYING, type Deps, depsOn, freshWorld, LI_NA, NOW, type World } from '../world.ts';
import { queues, relayDeps, saidOf } from './queues.ts';
import { streamOf } from './stream-of.ts';

let world: World;
let deps: Deps;
beforeEach(async () => {
  world = await freshWorld();
  deps = depsOn(world, { snapshot: everyOperation() });
});

describe('an issue', () => {
  const relayed = async (records: Awaited<ReturnType<typeof streamOf>>) => {
    const { taken, of } = queues();
    expect(await relayCertificates(records, relayDeps(of, world, deps))).toEqual({ batchItemFailures: [] });
    return saidOf(taken.events);
  };
  const stamped = async (at: number) =>
    (await streamOf(world)).map((record) => ({
      ...record,
      dynamodb: { ...record.dynamodb, ApproximateCreationDateTime: at / 1000 },
    }));

  test('is told to subscribers, of each holder alone; the same message again is the same event', async () => {
    const holders = [CHEN_FUYING, LI_NA].map((code) => ({ name: '甲', code, codeType: '111' as const }));
    const { identifier } = await issueBy(deps, { holders });
    const { taken, of } = queues();
    const records = await streamOf(world);
    for (let i = 0; i < 2; i += 1) await relayCertificates(records, relayDeps(of, world, deps));
    expect(taken.cases.size + taken.status.size).toBe(0);
    const told = saidOf(taken.events);
    expect(told.map(({ subject, type, data }) => [subject, type, data.valid, data.holders])).toEqual([
      [CHEN_FUYING, 'certificate.created', true, [{ code: CHEN_FUYING }]],
      [LI_NA, 'certificate.created', true, [{ code: LI_NA }]],
    ]);
    expect(told[0]?.occurredAt).toBe(new Date(NOW).toISOString());
    // What is held since was valid when it was issued: a message that comes late says what one in time says.
    await operateBy(deps, identifier, { now: NOW + 5000 });
    const late = (await relayed(await streamOf(world))).filter(({ type }) => type === 'certificate.created');
    expect(late).toEqual(told);
  });

  test('of a next version is told after the end of the one before, once, to who leaves and who joins', async () => {
    const { identifier } = await issueBy(deps);
    const holders = [{ name: '李娜', code: LI_NA, codeType: '111' as const }];
    await issueBy(deps, {
      key: 'n',
      number: '续1',
      operation: 'change',
      supersedes: identifier,
      holders,
      now: NOW + 1,
    });
    const told = (await relayed(await streamOf(world))).filter(({ occurredAt }) => Date.parse(occurredAt) > NOW);
    expect(told.map(({ subject, type, data }) => [subject, type, data.valid])).toEqual([
      [CHEN_FUYING, 'certificate.ended', false],
      [LI_NA, 'certificate.created', true],
    ]);
  });

  test('in the place of another is told with its end, once, to both holders and to each case that used it', async () => {
    const { identifier } = await issueBy(deps);
    await pullBy(deps, identifier);
    const holders = [{ name: '李娜', code: LI_NA, codeType: '111' as const }];
    await issueBy(deps, { key: 'r', number: '新1', replaces: identifier, holders, now: NOW + 1 });
    const { taken, of } = queues();
    const records = await streamOf(world);
    for (let i = 0; i < 2; i += 1) await relayCertificates(records, relayDeps(of, world, deps));
    const told = saidOf(taken.events).filter(({ occurredAt }) => Date.parse(occurredAt) > NOW);
    expect(told.map(({ subject, type, data }) => [subject, type, data.valid])).toEqual([
      [CHEN_FUYING, 'certificate.ended', false],
      [LI_NA, 'certificate.created', true],
    ]);
    expect([...taken.cases.values()]).toMatchObject([{ data: { certificate: identifier, to: '04' } }]);
  });

  test('from another city is told at once, for nothing of ours ends', async () => {
    const { code } = everyOperation().certificateType('real-estate-title')!;
    const supersedes = makeIdentifier({ typeCode: code, issuer: '11330700002604999A', serial: '2026ABC', version: 3 });
    await issueBy(deps, { operation: 'transfer-in', supersedes, oldNumber: '浙(2020)金华市第1号' });
    expect((await relayed(await streamOf(world))).map(({ type }) => type)).toEqual(['certificate.created']);
  });

  test('is no news when a rebuild puts it there again, nor is what became of it', async () => {
    const { identifier } = await issueBy(deps);
    await operateBy(deps, identifier);
    expect(await relayed(await stamped(NOW + 60_000))).toHaveLength(2);
    expect(await relayed(await stamped(NOW + 40 * 86_400_000))).toEqual([]);
  });
});
