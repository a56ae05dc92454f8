/** The second case of opening a restaurant: the permit officers take the licence from the library 先照后证, ask, and decide each his own. */

import { businessLicence } from '#city/certificate-types/business-licence.ts';
import { inTurns } from '#functions/departments/protocols/in-turns.ts';
import { LIBRARY } from '#functions/matters/words.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { HealthCertificate } from '#schemas/departments/health.ts';
import { BODIES } from '../scenarios/restaurant.ts';
import type { Application } from './application.ts';
import { asker, type Note } from './asker.ts';
import { approved, handedOut, takenIn } from './course.ts';
import { type CaseDesk, openDesk } from './desk.ts';
import { restaurantCase } from './forms.ts';
import type { KeptTrip } from './kept.ts';
import { Stopped } from './missing.ts';
import { shortName } from './names.ts';
import type { Play } from './officer.ts';
import { type PermitTask, permitResults } from './permit-results.ts';
import type { Begun, Plan } from './plan.ts';
import type { Firm } from './restaurant-set-up.ts';

interface Permit {
  readonly id: string;
  readonly task: PermitTask;
  readonly name: Bilingual;
  readonly decision: Bilingual;
  readonly fields: string[];
  /** Why a stamped copy is needed; absent: fields are enough. */
  readonly reason?: string;
}

const PERMITS: readonly Permit[] = [
  {
    id: 'food',
    task: 'food-licence',
    name: { zh: '食品经营许可调执照', en: 'Licence for the food permit' },
    decision: { zh: '食品经营许可决定', en: 'Food permit decided' },
    fields: ['/valid', '/number', '/name', '/representative', '/address', '/scope'],
    reason: '食品经营许可审批归档',
  },
  {
    id: 'fire',
    task: 'fire-check',
    name: { zh: '消防检查调执照', en: 'Licence for the fire check' },
    decision: { zh: '消防安全检查决定', en: 'Fire check decided' },
    fields: ['/valid', '/number', '/name', '/representative', '/address'],
  },
  {
    id: 'sign',
    task: 'shop-sign',
    name: { zh: '店招设置调执照', en: 'Licence for the shop sign' },
    decision: { zh: '店招设置决定', en: 'Shop sign decided' },
    fields: ['/valid', '/number', '/name', '/address'],
  },
  {
    id: 'drainage',
    task: 'drainage-permit',
    name: { zh: '排水许可调执照', en: 'Licence for the drainage permit' },
    decision: { zh: '排水许可决定', en: 'Drainage permit decided' },
    fields: ['/valid', '/number', '/name', '/representative', '/address', '/scope'],
  },
];

const LAPSED: Bilingual = { zh: '有从业人员的健康证明已过有效期', en: 'a health certificate of the staff has run out' };
const EXAMINED: Bilingual = { zh: '先体检换证，再重办本件', en: 'have him examined, then play the case again' };
const HALL = shortName('one-window');

const mayWorkWithFood = async (desk: CaseDesk, party: string, holder: string, note: Note): Promise<void> => {
  const task = 'food-licence';
  const { valid } = await asker(desk, BODIES[task], task, note).ask<Pick<HealthCertificate, 'valid'>>(
    'health/health-certificate',
    { party, level: 'predicate', request: { holder }, fields: ['/valid'] },
  );
  if (!valid) throw new Stopped(LAPSED, EXAMINED);
};

/** What single permits want beside the licence: the staff, and the building. */
const furtherQuestions = (trip: Plan, { applicant, unitNumber, staff }: Application, desk: Begun<CaseDesk>) => {
  // The staff are third parties: yes or no, on the ground of the list that names them.
  const health = trip.step(
    {
      id: 'staff',
      name: { zh: '从业人员健康证明', en: 'Health certificates of the staff' },
      whom: shortName('health'),
    },
    [desk],
    ([at], note) =>
      inTurns([...staff.entries()], ([nth, { code }]) => mayWorkWithFood(at, `staff-${nth + 1}`, code, note)),
  );
  const building = trip.step(
    { id: 'building', name: { zh: '房屋消防验收', en: 'Fire acceptance of the building' }, whom: shortName('housing') },
    [desk],
    ([at], note) =>
      asker(at, BODIES['fire-check'], 'fire-check', note).ask('housing/building-fire-acceptance', {
        party: 'wang',
        request: { applicant, unitNumber },
        fields: ['/accepted', '/kind', '/number', '/acceptedOn'],
      }),
  );
  return { food: health, fire: building } as Readonly<Partial<Record<string, Begun<unknown>>>>;
};

/** Begins the steps of the case: each permit asks and decides for itself; results, output and delivery are one. */
export const permits = (
  { play, trip, form, kept }: { play: Play; trip: Plan; form: Application; kept: KeptTrip },
  registered: Begun<CaseDesk>,
  licence: Begun<Firm>,
) => {
  const desk = trip.step(
    { id: 'permits', name: { zh: '餐饮店一件事受理', en: 'The bundle is taken' }, whom: HALL },
    [licence, registered],
    async ([{ code }, { id: sameAs }]) =>
      takenIn(await openDesk(play, 'permits', restaurantCase(form, code), kept), {
        ...{ visits: ['wang'], reason: '与设立登记同次到场', sameAs, onBehalf: 'wang' },
      }),
  );
  const further = furtherQuestions(trip, form, desk);
  const decisions = PERMITS.map(({ id, task, name, decision, fields, reason }) => {
    const officer = BODIES[task];
    const pulled = trip.step({ id, name, whom: LIBRARY }, [desk], ([at], note) =>
      asker(at, officer, task, note).pull(businessLicence.id, {
        ...{ party: 'firm', fields },
        ...(reason === undefined ? {} : { reason }),
      }),
    );
    const needs = [desk, pulled, ...(further[id] ? [further[id]] : [])] as const;
    return trip.step({ id: `${id}-decided`, name: decision, whom: HALL }, needs, ([at]) => approved(at, task, officer));
  });
  const results = trip.step(
    { id: 'results', name: { zh: '许可证照入库', en: 'Permits into the library' }, whom: LIBRARY },
    [desk, licence, ...decisions] as const,
    ([at, firm], note) => permitResults(at, form, firm, note),
  );
  trip.step(
    { id: 'permits-closed', name: { zh: '统一出件、送达、办结', en: 'One output, delivered, closed' }, whom: HALL },
    [desk, results],
    ([at]) => handedOut(at, { way: 'courier', to: 'wang', waybill: 'EV000000001CN' }),
  );
  return desk;
};
