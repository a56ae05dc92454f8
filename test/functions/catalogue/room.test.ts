import { expect, test } from 'vitest';
import { certificateTypes } from '#city/certificate-types/index.ts';
import { grants } from '#city/grants.ts';
import { realEstateResources } from '#city/resources/real-estate.ts';
import { DEPARTMENT_BYTES, noRoom } from '#functions/catalogue/room.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import type { Grant } from '#schemas/grant.ts';
import type { Snapshot } from '#schemas/snapshot.ts';

const asked = (id: string, consumer: string, ground = ''): Grant => ({
  ...(grants[0] as Grant),
  id,
  state: 'requested',
  consumer,
  resource: 'real-estate/title',
  parties: [{ role: 'applicant', ground, level: 'fields' }],
});
const flood = Array.from({ length: 65 }, (_, i) =>
  asked(`flood-${i}`, 'human-resources', 'x'.repeat(DEPARTMENT_BYTES / 65)),
);
const empty = { departments: [], clients: [], officers: [], issuers: [], revokedCases: [] };
const holding = (more: readonly Grant[]) =>
  indexSnapshot({
    ...empty,
    v: 1,
    version: 1,
    resources: [...realEstateResources],
    grants: [...grants, ...more],
    certificateTypes: [...certificateTypes],
  } satisfies Snapshot);
const full = [{ field: '/', rule: 'department-room-full' }];

test('who floods the catalogue fills its own room, not that of another, nor of whom it asks', () => {
  const snapshot = holding(flood);
  expect(noRoom(snapshot, asked('one-more', 'human-resources'))).toEqual(full);
  expect(noRoom(snapshot, asked('first', 'fire'))).toEqual([]);
  for (const one of [...grants, ...realEstateResources]) expect(noRoom(snapshot, one)).toEqual([]);
});

test('what a provider gives takes its own room, certificates too', () => {
  const given = flood.map((grant, i) => ({
    ...grant,
    state: 'active' as const,
    ...(i % 2 ? {} : { resource: 'certificates/real-estate-title' }),
  }));
  const snapshot = holding(given);
  expect(noRoom(snapshot, { ...asked('given', 'fire'), state: 'active' })).toEqual(full);
  expect(noRoom(snapshot, asked('asked', 'human-resources'))).toEqual([]);
});

test('who is full may still make smaller what stands', () => {
  expect(noRoom(holding(flood.slice(0, 64)), asked('flood-1', 'human-resources'))).toEqual([]);
});
