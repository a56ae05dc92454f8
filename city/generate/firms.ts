/** Companies and sole traders of the sample city. */
import { YONGKANG } from '../divisions.ts';
import type { Firm, Person } from '../population.ts';
import { creditCode, dateOf, daysOf } from './codes.ts';
import { addressIn, townOf } from './places.ts';
import type { Chance } from './prng.ts';
import { FIRM_WORDS, SHOPS, TRADES } from './words.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** `adults`: who may represent a firm. `taken`: codes and names in use. */
export const makeFirms = (chance: Chance, count: number, adults: readonly Person[], taken: Set<string>): Firm[] => {
  const firms: Firm[] = [];
  for (let serial = 0; firms.length < count; serial++) {
    const sole = chance.percent(45);
    const [high, low] = [ALPHABET.charAt(Math.floor(serial / 31) % 31), ALPHABET.charAt(serial % 31)];
    const code = creditCode(sole ? '92' : '91', YONGKANG, `MA000T${high}${low}`);
    const representative = adults[chance.int(0, adults.length - 1)];
    const town = townOf(chance);
    const line = sole ? chance.pick(SHOPS) : chance.pick(TRADES);
    const word = chance.pick(FIRM_WORDS);
    const name = sole ? `永康市${town.name.slice(0, 2)}${word}${line.word}` : `永康市${word}${line.word}有限公司`;
    if (!representative || taken.has(code) || taken.has(name)) continue;
    taken.add(code).add(name);
    firms.push({
      code,
      name,
      kind: sole ? 'sole-trader' : 'company',
      representative: representative.code,
      establishedOn: dateOf(daysOf('2016-01-01') + chance.int(0, 3800)),
      address: addressIn(chance, town),
      business: line.business,
      ...(sole ? {} : { capital: chance.int(1, 200) * 100_000 }),
    });
  }
  return firms;
};
