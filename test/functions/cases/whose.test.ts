/** A refusal for want of a duty names the duty, and the desk of who leads or decides; who has no part learns of no body. */
import { expect, test } from 'vitest';
import { hall } from '#city/matters/hall.ts';
import { acceptedRestaurant, BEGINS } from '#infra/local/scenarios/a01-restaurant.ts';
import * as a02 from '#infra/local/scenarios/a02-house.ts';
import { BODIES, restaurant } from './restaurant.ts';
import { casesWorld, snapshot, XU } from './world.ts';

const unit = (id: string) => hall.units.find((one) => one.id === id);
const named = (id: string) => snapshot.department(id)?.name;

test('who has no such duty is told whose it is, in both languages, and the desk of that body; no officer and no party is named', async () => {
  const world = await casesWorld(BEGINS);
  const id = await acceptedRestaurant(world);
  const decide = { act: 'decide', task: 'company-setup', decision: 'approve' } as const;
  const { status, body } = await world.act(id, decide, { as: XU });
  expect([status, body.denial.rule]).toEqual([403, 'case-role']);
  expect(body.denial.need).toContain(`${named('market-supervision')?.zh}的审批人员`);
  expect(body.denial.need).toContain(`approval officers of ${named('market-supervision')?.en}`);
  expect(body.denial.ask).toContain(unit('market-supervision')?.window);
  expect(body.denial.ask).toContain(unit('market-supervision')?.phone);
  expect(JSON.stringify(body)).not.toMatch(/officer-|王强|3307841985/);
});

test('what the hall does alone points a body to the hall, and to the desk of who leads the case', async () => {
  const world = await casesWorld(BEGINS);
  const id = await acceptedRestaurant(world);
  const { status, body } = await world.act(id, { act: 'put-out' }, { as: BODIES['fire-check'] });
  expect([status, body.denial.rule]).toEqual([403, 'case-role']);
  expect(body.denial.need).toContain(`${named('one-window')?.zh}的窗口人员`);
  expect(body.denial.ask).toContain(unit('market-supervision')?.phone);
});

test('of a body that has not joined the hall writes down the decision, and who accepted is told that he may not, by no name', async () => {
  const world = await casesWorld(a02.BEGINS);
  const id = await a02.paidHouse(world);
  await a02.decideHouse(world, id, a02.REGISTRATION);
  const { body } = await world.act(id, { act: 'decide', task: 'utility-accounts', decision: 'approve' });
  expect(body.denial.need).toMatch(/受理人除外.*not who accepted/);
  expect(body.denial.ask).toContain(unit('utilities')?.phone);
  expect(JSON.stringify(body)).not.toContain(XU);
});

test('who has no part in a case learns of no duty, no desk and no body; who may open none is pointed to the hall', async () => {
  const world = await casesWorld(BEGINS);
  const id = await acceptedRestaurant(world);
  const decide = { act: 'decide', task: 'company-setup', decision: 'approve' } as const;
  const none = await world.act(id, decide, { as: 'officer-huang-yi' });
  expect([none.status, none.body.denial, none.body.detail]).toEqual([404, undefined, undefined]);
  const { status, body } = await world.open(restaurant(), { as: 'officer-huang-yi' });
  expect([status, body.denial.rule]).toEqual([403, 'case-role']);
  expect(body.denial.need).toContain(`${named('one-window')?.zh}的窗口人员`);
  expect(body.denial.ask).toContain(snapshot.department('one-window')?.contact.phone);
});
