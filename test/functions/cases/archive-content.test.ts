/** What lies in the package of a case: form, answers, opinions, sheets, decisions, results, and a slip for each step that was told. */
import { expect, test } from 'vitest';
import { contentOf } from '#functions/cases/archive/content.ts';
import { replay } from '#functions/cases/replay.ts';
import * as a01 from '#infra/local/scenarios/a01-restaurant.ts';
import { BODIES } from '#infra/local/scenarios/restaurant.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import { fonts } from '../certificates/world.ts';
import { type CasesWorld, casesWorld, snapshot } from './world.ts';

const filesOf = async (world: CasesWorld, id: string) => {
  const events = await world.deps.cases.events(id);
  const found = replay(events);
  if (!found) throw new Error('no case');
  const telling = { matters: world.matters, calendars: snapshot.clocks.calendars, snapshot };
  const content = await contentOf({ found, events, files: [], copies: [], telling, fonts });
  return { content, read: (path: string) => JSON.parse(Buffer.from(content.get(path) ?? '').toString()) };
};

test('the restaurant: every answer as it was released, the one sheet with four signatures, five decisions, five results', async () => {
  const world = await casesWorld(a01.BEGINS);
  const [id = ''] = await a01.playInFull(world);
  const { content, read } = await filesOf(world, id);
  expect(read('form.json')).toMatchObject({ form: { 'person.name': '王强' }, pins: { filedOn: '2017-09-24' } });
  const answers: { resource: string; answer: unknown }[] = read('answers.json');
  expect(answers).toHaveLength(9);
  expect(answers.find(({ resource }) => resource === 'market-supervision/name-check')).toMatchObject({
    ...{ party: 'wang', found: true, answer: { available: true } },
  });
  const { joint, alone } = read('inspections.json');
  expect([joint.length, joint[0].sheets.length, joint[0].signatures.length, alone]).toEqual([1, 4, 4, []]);
  for (const matter of Object.keys(BODIES))
    expect(read(`decisions/${matter}.json`)).toMatchObject({ state: 'approved', decision: { decision: 'approve' } });
  expect(read('certificates.json')).toHaveLength(5);
  expect(read('timeline.json')).toHaveLength((await world.get(id)).revision);
  expect([...content.keys()].filter((path) => path.startsWith('slips/')).map((path) => path.slice(13))).toEqual([
    ...[
      'receipt.html',
      'accepted.html',
      ...Array(5).fill('approved.html'),
      'output.html',
      'delivery.html',
      'closed.html',
    ],
  ]);
});

test('an opinion lies beside the decision of its task, and what another body was asked beside both', async () => {
  const world = await casesWorld(a01.BEGINS);
  const id = await a01.licensedRestaurant(world);
  const fire = { as: BODIES['fire-check'] };
  const text = '疏散宽度符合，建议同意';
  await taken(world.act(id, { act: 'give-opinion', task: 'fire-check', opinion: 'agree', text }, fire));
  const ask = { act: 'consult', task: 'fire-check', of: { department: 'health' } } as const;
  await taken(world.act(id, { ...ask, question: '楼上诊所疏散是否受影响', reason: '不在联办清单内' }, fire));
  const { read } = await filesOf(world, id);
  // An opinion is no decision.
  expect(read('decisions/fire-check.json')).toMatchObject({
    state: 'in-progress',
    opinions: [{ opinion: 'agree', text }],
  });
  expect(read('decisions/fire-check.json')).not.toHaveProperty('decision');
  expect(read('decisions/food-licence.json').opinions).toEqual([]);
  expect(read('consultations.json')).toMatchObject([
    { task: 'fire-check', of: { department: 'health' }, listed: false },
  ]);
});
