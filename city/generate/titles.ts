/** Registered titles: homes of households (sole, joint by spouses, shared), shops, workshops and offices of firms. */
import type { Firm, Person, RegisteredTitle } from '../population.ts';
import { dateOf, daysOf } from './codes.ts';
import { addressIn, certificateNumbers, townAt, townOf, units } from './places.ts';
import type { Chance } from './prng.ts';

type Holders = Pick<RegisteredTitle, 'ownership' | 'holders'>;
const KINDS = {
  home: { use: '城镇住宅用地/成套住宅', nature: '出让/市场化商品房', area: [4800, 16_000], years: 70 },
  homestead: { use: '农村宅基地/住宅', nature: '批准拨用/自建房', area: [9000, 32_000], years: 0 },
  shop: { use: '商服用地/商业服务', nature: '出让/市场化商品房', area: [2200, 21_000], years: 40 },
  office: { use: '商服用地/办公', nature: '出让/市场化商品房', area: [5000, 60_000], years: 40 },
  works: { use: '工业用地/工业', nature: '出让/自建房', area: [60_000, 900_000], years: 50 },
} as const satisfies Record<string, { use: string; nature: string; area: readonly [number, number]; years: number }>;
type Kind = keyof typeof KINDS;

/** Since 2021 a mortgage lets the house be sold unless it was agreed otherwise: every third is so, by the day of its entry. */
const marksOf = (chance: Chance, registeredOn: string): RegisteredTitle['marks'] => {
  const marks = { mortgaged: chance.percent(22), seized: chance.percent(6), objection: chance.percent(4) };
  const limited = registeredOn < '2021-01-01' || Number(registeredOn.slice(8)) % 3 === 0;
  return { ...marks, transferLimited: marks.mortgaged && limited };
};

/** `homes`: heads of household with whom lives there; `firms`: owners of premises. */
export const makeTitles = (chance: Chance, people: readonly Person[], firms: readonly Firm[]): RegisteredTitle[] => {
  const unitIn = units(chance);
  const numberOf = certificateNumbers();
  const named = new Map(people.map((person) => [person.code, person]));

  const title = (wanted: Kind, holders: Holders, home?: string): RegisteredTitle => {
    const location = home ?? addressIn(chance, townOf(chance));
    const town = townAt(location);
    const kind = wanted === 'home' && town.rural ? 'homestead' : wanted;
    const { use, nature, area, years } = KINDS[kind];
    const registeredOn = dateOf(daysOf('2016-01-04') + chance.int(0, 3800));
    const granted = Number(registeredOn.slice(0, 4)) - chance.int(1, 15);
    return {
      unitNumber: unitIn(town, kind === 'homestead' ? 'JC' : 'GB'),
      certificateNumber: numberOf(registeredOn),
      location,
      rightType: kind === 'homestead' ? '宅基地使用权/房屋所有权' : '国有建设用地使用权/房屋所有权',
      rightNature: nature,
      use,
      area: chance.int(area[0], area[1]) / 100,
      registeredOn,
      validUntil: years === 0 ? null : `${granted + years}-${registeredOn.slice(5, 7)}-28`,
      ...holders,
      marks: marksOf(chance, registeredOn),
    };
  };
  const sole = ({ code, name }: { code: string; name: string }): Holders => ({
    ownership: 'sole',
    holders: [{ code, name, share: '100%' }],
  });
  const together = (head: Person, spouse: Person): Holders => {
    if (chance.percent(20)) return sole(head);
    const shared = chance.percent(15);
    const share = chance.pick([30, 40, 50]);
    return {
      ownership: shared ? 'shared' : 'joint',
      holders: [head, spouse].map(({ code, name }, i) => ({
        code,
        name,
        share: shared ? `${i === 0 ? 100 - share : share}%` : '共同共有',
      })),
    };
  };

  const heads = people.filter((person) => person.relation === 'head');
  const homes = heads.flatMap((head) => {
    const spouse = head.spouse === undefined ? undefined : named.get(head.spouse);
    const holders = spouse ? together(head, spouse) : sole(head);
    // Some rent, some have a second home or a shop besides.
    if (chance.percent(8)) return [];
    return [
      title('home', holders, head.address),
      ...(chance.percent(25) ? [title(chance.percent(60) ? 'shop' : 'home', sole(head))] : []),
    ];
  });
  const premises = firms.flatMap((firm) => {
    if (chance.percent(30)) return [];
    if (firm.kind === 'sole-trader') return [title('shop', sole(firm))];
    return [title(chance.percent(70) ? 'works' : 'office', sole(firm))];
  });
  return [...homes, ...premises];
};
