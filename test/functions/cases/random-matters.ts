/** The city's matters, and a few that have together, or at all, what its own seldom have: each differs from one of the city in that alone. */
import { both, days, LOCAL, minutes, workdays } from '#city/matters/declare.ts';
import { handWritten } from '#city/matters/index.ts';
import { indexMatters } from '#functions/matters/index-matters.ts';
import { Matter } from '#schemas/matter.ts';
import type { Question } from '#schemas/situation.ts';
import { catalogue, matters as ofCity } from '../matters/city.ts';

const like = (id: string, other: string, change: Partial<Matter>): Matter => {
  const [first] = ofCity.versions(other);
  return Matter.parse({ ...first, id, ...change });
};
const legal = (limit: Matter['promised']) => ({ limit, source: '随机' });
const BY_LETTER: Question = { id: 'by-letter', kind: 'yes-no', text: both('是否邮寄', 'By letter') };

const [SHOP, ACCOUNTS] = ['shop-sign', 'utility-accounts'];
const paperOf = (id: string) => ofCity.versions(id).flatMap(({ materials }) => materials)[0];

export const made: readonly Matter[] = [
  like('drawn-commitment', 'public-place-health', { commitment: true }),
  like('drawn-commitment-at-once', 'balloon-release', { commitment: true, legal: legal(days(20, 10)) }),
  like('drawn-faces', 'social-security-card', { realName: 3, faceCheck: { threshold: 0.9 } }),
  like('drawn-minutes', SHOP, { promised: minutes(240, 60), legal: legal(workdays(20, 10)) }),
  // Nobody has set any limit: no clock.
  like('drawn-endless', ACCOUNTS, { promised: LOCAL, legal: legal(LOCAL) }),
  like('drawn-extended', 'drainage-permit', { promised: workdays(3, 2), legal: legal(days(15, 5)) }),
  like('drawn-levies', 'existing-house-tax', { exclusive: 'house.unitNumber', commitment: true }),
  like('drawn-by-letter', ACCOUNTS, {
    situations: [BY_LETTER],
    materials: ofCity
      .versions(SHOP)
      .flatMap(({ materials }, version) =>
        version > 0 ? [] : materials.map((one) => ({ ...one, when: { question: BY_LETTER.id, is: true } })),
      ),
  }),
  // 容缺 beside what was never asked for.
  like('drawn-tolerant', ACCOUNTS, {
    materials: [paperOf(SHOP), paperOf('origin-filing')].flatMap((one, i) =>
      one
        ? [
            {
              ...one,
              id: `later-${i}`,
              weight: 'secondary',
              showsCondition: false,
              tolerableDays: 5 * (i + 1),
              sources: [{ channel: 'applicant' }],
            },
          ]
        : [],
    ),
  }),
];

/** Mostly those by hand: what is generated is all alike. */
export const known: readonly Matter[] = [...handWritten, ...made];
export const generated: readonly Matter[] = catalogue.matters.slice(handWritten.length);
export const matters = indexMatters({ ...catalogue, matters: [...catalogue.matters, ...made] });
