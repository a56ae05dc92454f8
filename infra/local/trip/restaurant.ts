/**
 * 王强开餐饮店: Wang Qiang opens a restaurant. He comes once, with one form and his lease. The window, the registrar and four permit officers
 * ask the departments and the library; each step starts as soon as what it needs is there.
 */
import { randomUUID } from 'node:crypto';
import type { LocalCity } from '../city.ts';
import { application } from './application.ts';
import type { Play } from './asker.ts';
import { documents } from './documents.ts';
import type { TripLog } from './log.ts';
import { noticesOf } from './notices.ts';
import { catering2017 } from './papers.ts';
import { answersOf, plan } from './plan.ts';
import { permits } from './restaurant-permits.ts';
import { setUp } from './restaurant-set-up.ts';

const TITLE = { zh: '王强开餐饮店（一件事）', en: 'Wang Qiang opens a restaurant' };

/** Milliseconds that the window waits for an answer that is under way. */
const PATIENCE = 20_000;

export interface RestaurantOptions {
  /** 办件编号: played again, it is finished without doing anything twice. */
  readonly case?: string;
  readonly patience?: number;
  /** Name of the firm, where it is not to be the one of the story. */
  readonly firmName?: string;
}

export const restaurant = async (
  city: LocalCity,
  { case: caseId = `330784-${randomUUID()}`, patience = PATIENCE, firmName }: RestaurantOptions = {},
): Promise<TripLog> => {
  const play: Play = { city, case: caseId, since: city.clock.now(), patience };
  const trip = plan();
  const form = application(firmName);
  permits(play, trip, form, setUp(play, trip, form));
  const steps = await trip.end();
  const aboutOthers = steps.filter(({ id }) => id === 'premises' || id === 'staff');
  return {
    trip: caseId,
    title: TITLE,
    visits: 1,
    steps,
    documents: documents(catering2017, answersOf(steps)),
    notices: await noticesOf(play, aboutOthers.flatMap(({ errands }) => errands).filter(({ found }) => found).length),
  };
};
