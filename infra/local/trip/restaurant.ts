/**
 * 王强开餐饮店: Wang Qiang opens a restaurant, as two cases of one visit: the firm is registered, and it applies for its permits. Window,
 * registrar and permit officers ask the departments and the library with the cases' tickets; each step starts as soon as what it needs is there.
 */
import { application } from './application.ts';
import { documents } from './documents.ts';
import type { KeptTrip } from './kept.ts';
import type { TripLog } from './log.ts';
import { noticesOf } from './notices.ts';
import type { Play } from './officer.ts';
import { catering2017 } from './papers.ts';
import { answersOf, plan } from './plan.ts';
import { reportsOf } from './report.ts';
import { permits } from './restaurant-permits.ts';
import { setUp } from './restaurant-set-up.ts';

const TITLE = { zh: '王强开餐饮店（一件事）', en: 'Wang Qiang opens a restaurant' };

/** `firmName`: where it is not to be the one of the story. */
export const restaurant = async (play: Play, kept: KeptTrip, firmName?: string): Promise<TripLog> => {
  const trip = plan();
  const form = application(firmName);
  const { desk, licence } = setUp(play, trip, form, kept);
  const bundle = permits({ play, trip, form, kept }, desk, licence);
  const steps = await trip.end();
  const cases = await reportsOf('A1', [desk, bundle]);
  const aboutOthers = steps.filter(({ id }) => id === 'premises' || id === 'staff');
  return {
    ...{ trip: play.trip, title: TITLE, steps, cases },
    visits: cases.reduce((sum, { visits }) => sum + visits.after, 0),
    documents: documents(catering2017, answersOf(steps)),
    notices: await noticesOf(
      play,
      cases.map((one) => one.case),
      aboutOthers.flatMap(({ errands }) => errands).filter(({ found }) => found).length,
    ),
  };
};
