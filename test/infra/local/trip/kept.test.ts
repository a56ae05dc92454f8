import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keptTrip } from '#infra/local/trip/kept.ts';
import { CaseId } from '#schemas/identifier.ts';

const folder = mkdtempSync(join(tmpdir(), 'onetrip-case-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const CASE = '330784-20261129-W6VE08HCA-B';

test('the trip is the same in the same folder, and another without one', () => {
  const at = join(folder, 'city');
  const { trip } = keptTrip(at);
  expect(CaseId.parse(trip)).toBe(trip);
  expect(keptTrip(at).trip).toBe(trip);
  expect(keptTrip(undefined).trip).not.toBe(keptTrip(undefined).trip);
});

test('its cases are known by their numbers at the next start, and nothing half written is left', () => {
  const at = join(folder, 'cases');
  const kept = keptTrip(at);
  expect(kept.numberOf('house')).toBeUndefined();
  kept.keep('house', CASE);
  const again = keptTrip(at);
  again.keep('setup', `${CASE.slice(0, -1)}C`);
  expect([keptTrip(at).trip, keptTrip(at).numberOf('house'), keptTrip(at).numberOf('setup')]).toEqual([
    kept.trip,
    CASE,
    `${CASE.slice(0, -1)}C`,
  ]);
  expect(readdirSync(at)).toEqual(['trip.json']);
});

test.each(['', '{"case":"x y"}', '{'])('a file that says %j is begun anew', (text) => {
  writeFileSync(join(folder, 'trip.json'), text);
  const { trip } = keptTrip(folder);
  expect(keptTrip(folder).trip).toBe(trip);
});
