/** The room dies at every boundary; whoever comes after it finds what it left, and everybody is told once, in order. */
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import type { Delivery } from '#schemas/subscription.ts';
import { everyCrashPoint } from '#test/engines/crash-points.ts';
import { keepLines } from '../exchange/lines.ts';
import { changed, FIRM, HOOK, OTHER_FIRM, world } from './world.ts';

keepLines();

/** In the full run with another subject between them. */
const EVENTS = process.env.ONETRIP_FULL === '1' ? [FIRM, OTHER_FIRM, FIRM] : [FIRM, FIRM];
const NUMBERS = EVENTS.map((_, i) => i + 1);

const lived = async (what: () => Promise<unknown>): Promise<void> => {
  await what().catch((error: unknown) => {
    // A store may have turned the death of a call into a problem; then the whole life ends with it.
    if (!(error instanceof Error)) throw error;
  });
};

test('died while telling and delivering: events, each received once, those of one subject in order, each with one record', async () => {
  const points = await everyCrashPoint(async (crash) => {
    const calm = await world();
    const { body } = await calm.subscribe();
    await calm.run();
    // The endpoint refuses the first event once, so that there is something to try again.
    calm.hooks.behave(HOOK, ({ data }, nth) => ({ status: data.number === 1 && nth === 1 ? 500 : 204 }));

    const mortal = await world({ crash, left: calm });
    await lived(async () => {
      for (const [i, subject] of EVENTS.entries()) await mortal.publish(changed({ subject }), `event-${i}`);
      await mortal.run(mortal.now + 10_000);
    });

    const heir = await world({ left: calm });
    for (const [i, subject] of EVENTS.entries()) {
      const told = await heir.publish(changed({ subject }), `event-${i}`);
      expect(told.body.number).toBe(i + 1);
    }
    heir.leasesEnd();
    await heir.run(heir.now + 600_000);
    const { effects, came } = heir.hooks;
    expect(effects(HOOK).toSorted()).toEqual(NUMBERS);
    expect(effects(HOOK).indexOf(1)).toBeLessThan(effects(HOOK).indexOf(EVENTS.length));
    // One life that died may have sent one message more.
    expect(came(HOOK).length).toBeLessThanOrEqual(EVENTS.length + (crash.dead ? 4 : 1));
    const deliveries = (await heir.deliveries(body.id)) as Delivery[];
    expect(deliveries.map(({ number, state }) => [number, state])).toEqual(
      NUMBERS.toReversed().map((n) => [n, 'received']),
    );
    const { Items = [] } = await heir.fresh.client.send(new ScanCommand({ TableName: heir.fresh.names.exchanges }));
    expect(Items.map(({ kind }) => kind)).toEqual(EVENTS.map(() => 'event'));
    expect(new Set(Items.map(({ event }) => event)).size).toBe(EVENTS.length);
    expect(await heir.get(body.id)).toMatchObject({
      position: EVENTS.length,
      open: { waiting: 0, retrying: 0, late: 0 },
    });
  });
  console.log(`events told and delivered: ${points} boundaries`);
  expect(points).toBeGreaterThan(60);
});
