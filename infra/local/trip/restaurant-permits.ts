/** The second half of opening a restaurant: the permit officers take the licence from the library 先照后证. */

import { businessLicence } from '#city/certificate-types/business-licence.ts';
import { inTurns } from '#functions/departments/protocols/in-turns.ts';
import { LIBRARY } from '#functions/matters/spared.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { HealthCertificate } from '#schemas/departments/health.ts';
import type { Application } from './application.ts';
import { asker, type Note, type Play } from './asker.ts';
import { Stopped } from './missing.ts';
import { shortName } from './names.ts';
import type { Begun, Plan } from './plan.ts';
import type { Firm } from './restaurant-set-up.ts';

interface Permit {
  readonly id: string;
  readonly matter: string;
  readonly officer: string;
  readonly name: Bilingual;
  readonly fields: readonly string[];
  /** Why a stamped copy is needed; absent: fields are enough. */
  readonly reason?: string;
}

const FOOD_LICENCE = 'food-licence';
const FOOD_OFFICER = 'officer-kong-yue';
const FIRE_CHECK = 'fire-check';
const FIRE_OFFICER = 'officer-fang-yuan';

const PERMITS: readonly Permit[] = [
  {
    id: 'food',
    matter: FOOD_LICENCE,
    officer: FOOD_OFFICER,
    name: { zh: '食品经营许可调执照', en: 'Licence for the food permit' },
    fields: ['/valid', '/number', '/name', '/representative', '/address', '/scope'],
    reason: '食品经营许可审批归档',
  },
  {
    id: 'fire',
    matter: FIRE_CHECK,
    officer: FIRE_OFFICER,
    name: { zh: '消防检查调执照', en: 'Licence for the fire check' },
    fields: ['/valid', '/number', '/name', '/representative', '/address'],
  },
  {
    id: 'sign',
    matter: 'shop-sign',
    officer: 'officer-luo-yi',
    name: { zh: '店招设置调执照', en: 'Licence for the shop sign' },
    fields: ['/valid', '/number', '/name', '/address'],
  },
  {
    id: 'drainage',
    matter: 'drainage-permit',
    officer: 'officer-chi-jing',
    name: { zh: '排水许可调执照', en: 'Licence for the drainage permit' },
    fields: ['/valid', '/number', '/name', '/representative', '/address', '/scope'],
  },
];

const LAPSED: Bilingual = { zh: '有从业人员的健康证明已过有效期', en: 'a health certificate of the staff has run out' };
const EXAMINED: Bilingual = { zh: '先体检换证，再重办本件', en: 'have him examined, then play the case again' };

const mayWorkWithFood = async (play: Play, code: string, nth: number, note: Note): Promise<void> => {
  const { valid } = await asker(play, FOOD_OFFICER, FOOD_LICENCE, [{ role: 'employee', code }], note).ask<
    Pick<HealthCertificate, 'valid'>
  >('health/health-certificate', {
    party: 'employee',
    level: 'predicate',
    request: { holder: code },
    fields: ['/valid'],
    nth,
  });
  if (!valid) throw new Stopped(LAPSED, EXAMINED);
};

/** Begins a step for each permit, one for the staff, and one for the building. */
export const permits = (play: Play, trip: Plan, form: Application, licence: Begun<Firm>): void => {
  for (const { id, matter, officer, name, fields, reason } of PERMITS)
    trip.step({ id, name, whom: LIBRARY }, [licence], ([firm], note) =>
      asker(play, officer, matter, [{ role: 'applicant', code: firm.code }], note).pull(businessLicence.id, {
        party: 'applicant',
        holder: firm.code,
        fields: [...fields],
        ...(reason ? { reason } : {}),
      }),
    );

  const { applicant, unitNumber, staff } = form;
  // The staff are third parties: yes or no, on the ground of the list that names them.
  trip.step(
    {
      id: 'staff',
      name: { zh: '从业人员健康证明', en: 'Health certificates of the staff' },
      whom: shortName('health'),
    },
    [licence],
    (_, note) => inTurns([...staff.entries()], ([nth, code]) => mayWorkWithFood(play, code, nth, note)),
  );
  trip.step(
    { id: 'building', name: { zh: '房屋消防验收', en: 'Fire acceptance of the building' }, whom: shortName('housing') },
    [licence],
    (_, note) =>
      asker(play, FIRE_OFFICER, FIRE_CHECK, [{ role: 'applicant', code: applicant }], note).ask(
        'housing/building-fire-acceptance',
        {
          party: 'applicant',
          request: { applicant, unitNumber },
          fields: ['/accepted', '/kind', '/number', '/acceptedOn'],
        },
      ),
  );
};
