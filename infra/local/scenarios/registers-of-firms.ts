/** What the departments know that are asked when a firm is set up: names, addresses, premises, buildings, kitchen staff, taxpayers. */
import { WANG_JI_CATERING } from '#city/cast.ts';
import { dateOf, daysOf } from '#city/generate/codes.ts';
import type { Population } from '#city/population.ts';
import { clashesWith } from '../departments/market-supervision/names.ts';

/** The question as it was validated. */
export type Asked = Readonly<Record<string, unknown>>;
/** By whom it is about, what else was asked, and the day of the answer. */
export type Register = (code: string, asked: Asked, day: string) => unknown;

/** The unit number without its last four digits, 户号: the building 幢 (GB/T 37346). */
const buildingOf = (unitNumber: string): string => unitNumber.slice(0, 24);
const EXAMINED = '2017-06-01';

export const registersOfFirms = ({ people, titles, firms }: Population): Readonly<Record<string, Register>> => {
  const known = new Set(people.map(({ code }) => code));
  const byUnit = new Map(titles.map((title) => [title.unitNumber, title]));
  const unitOf = ({ unitNumber }: Asked) => byUnit.get(String(unitNumber));
  // The restaurant is what the scenarios register.
  const registered = firms
    .filter(({ code }) => code !== WANG_JI_CATERING)
    .map(({ name, representative }) => ({ name, representative, state: '1' }));
  return {
    'market-supervision/name-check': (applicant, { name }) => {
      const clashes = clashesWith(String(name), applicant, registered).slice(0, 10);
      return { applicant, name, available: clashes.length === 0, clashes };
    },
    'public-security/standard-address': (applicant, asked) => {
      const unit = unitOf(asked);
      return (
        unit && {
          ...{ applicant, unitNumber: unit.unitNumber, standardAddress: `浙江省金华市${unit.location}` },
          ...{ addressCode: `330784${unit.unitNumber.slice(-12)}`, onNegativeList: false },
        }
      );
    },
    'real-estate/premises': (holder, asked) => {
      const unit = unitOf(asked);
      return (
        unit && {
          ...{ holder, unitNumber: unit.unitNumber, isHolder: unit.holders.some(({ code }) => code === holder) },
          ...{ commercialUse: unit.use.includes('商'), notSeized: !unit.marks.seized },
          ...{ noObjection: !unit.marks.objection, notMortgaged: !unit.marks.mortgaged },
        }
      );
    },
    'housing/building-fire-acceptance': (applicant, asked) => {
      const unit = unitOf(asked);
      if (!unit || !known.has(applicant)) return undefined;
      const acceptedOn = dateOf(daysOf(unit.registeredOn) - 60);
      const number = `永公消验〔${acceptedOn.slice(0, 4)}〕第${buildingOf(unit.unitNumber).slice(-4)}号`;
      return { applicant, unitNumber: unit.unitNumber, accepted: true, kind: 'acceptance', number, acceptedOn };
    },
    'health/health-certificate': (holder) =>
      known.has(holder) && {
        ...{ holder, valid: true, number: `永健2017-${holder.slice(-6)}`, trade: 'food', examinedOn: EXAMINED },
        ...{ validUntil: dateOf(daysOf(EXAMINED) + 364), issuedBy: '永康市疾病预防控制中心' },
      },
    'taxation/taxpayer-registration': (firm, { registeredOn }) => ({
      ...{ firm, taxpayerNumber: firm, registeredOn, payerType: 'small-scale' },
      office: '国家税务总局永康市税务局东城税务所',
    }),
  };
};
