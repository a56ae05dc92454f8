/** A1 with everybody asked and told: tickets, grants, records and receipts are the hub's own, and the licence goes to whoever has subscribed to it. */
import { licenceEventGrants } from '#city/grants/licence-events.ts';
import { accepted, finished, inspected, licensed } from './a01-restaurant.ts';
import { FIRM, HEALTH, LICENCE_EVENT, LICENCE_ISSUED, PERMITS, SET_UP, STAFF, TAXPAYER } from './a01-travels.ts';
import { pulledAll } from './pulled.ts';
import { BODIES, filedRestaurant, restaurant, SIX } from './restaurant.ts';
import { type Answered, type TellingStage, taken } from './stage.ts';
import { subscribedUnder, told } from './subscribing.ts';
import type { Travelling } from './travel.ts';

export { BEGINS } from './a01-restaurant.ts';
export type Full = Travelling & TellingStage;

const LICENCE = 'market-supervision/licence';
/** 税务、人社、公积金、统计、公安（公章）: whom the law has told of a licence that is issued. */
export const TOLD = ['taxation', 'human-resources', 'housing-fund', 'statistics', 'public-security'] as const;

const subscribed = async (stage: TellingStage): Promise<void> => {
  for (const department of TOLD) await subscribedUnder(stage, licenceEventGrants, department);
};

/** Market supervision tells that it has licensed the firm; said again under the same key, it is the same event. */
export const tell = (stage: TellingStage, id: string): Promise<Answered> =>
  stage.publish(LICENCE, LICENCE_EVENT, { as: 'market-supervision-system', key: `licence-of-${id}` });

/** Drafted with the list of the staff, and asked about before it is accepted. */
export const filedAndAsked = async (stage: Travelling): Promise<string> => {
  const { parties } = restaurant();
  const id = await filedRestaurant(stage, SIX, { parties: [...parties, ...STAFF] });
  await pulledAll(stage, id, SET_UP);
  await taken(stage.act(id, { act: 'confirm-prefill', fields: ['person.name', 'firm.address'], onBehalf: 'wang' }));
  return id;
};

/** Market supervision puts the licence into the library, whence the permits have it. */
const issued = (stage: Full, id: string): Promise<Answered> =>
  stage.issue(LICENCE_ISSUED, { as: 'market-supervision-system', key: `licence-for-${id}` });

/** 26 September: licensed, issued, told, and registered as a taxpayer. */
const licensedAndTold = async (stage: Full, id: string): Promise<void> => {
  await licensed(stage, await accepted(stage, id));
  await told(issued(stage, id));
  await told(tell(stage, id));
  const add = { act: 'add-party', task: 'company-setup', party: FIRM } as const;
  await taken(stage.act(id, add, { as: BODIES['company-setup'] }));
  await pulledAll(stage, id, [TAXPAYER]);
};

/** Returns the number of the case. */
export const play = async (stage: Full): Promise<string[]> => {
  await subscribed(stage);
  const id = await filedAndAsked(stage);
  await licensedAndTold(stage, id);
  await pulledAll(stage, id, [...PERMITS, ...HEALTH]);
  await inspected(stage, id);
  return finished(stage, id);
};
