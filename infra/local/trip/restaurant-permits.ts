/** The second half of opening a restaurant: the permit officers take the licence from the library 先照后证. */
import { businessLicence } from '#city/certificate-types/business-licence.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { Application } from './application.ts';
import { asker, type Play } from './asker.ts';
import { LIBRARY, shortName } from './names.ts';
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

const FIRE_CHECK = 'fire-check';
const FIRE_OFFICER = 'officer-fang-yuan';

const PERMITS: readonly Permit[] = [
  {
    id: 'food',
    matter: 'food-licence',
    officer: 'officer-kong-yue',
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

/** Begins a step for each permit, and one for the building. */
export const permits = (play: Play, trip: Plan, form: Application, licence: Begun<Firm>): void => {
  for (const { id, matter, officer, name, fields, reason } of PERMITS)
    trip.step({ id, name, whom: LIBRARY }, [licence], ([firm], note) =>
      asker(play, officer, matter, [{ role: 'applicant', code: firm.code }], note).pull(businessLicence.id, {
        party: 'applicant',
        holder: firm.code,
        fields: [...fields],
        ...(reason ? { level: 'copy', reason } : { level: 'fields' }),
      }),
    );

  const { applicant, unitNumber } = form;
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
