/** The register of firms: the population's, without the restaurant that the trip opens, and what was registered since. */
import { WANG_JI_CATERING, WANG_QIANG } from '#city/cast.ts';
import { YONGKANG } from '#city/divisions.ts';
import { creditCode } from '#city/generate/codes.ts';
import type { Population } from '#city/population.ts';
import type { Book, Firm } from './book.ts';

const THE_TRIP = { name: '永康市王记餐饮有限公司', applicant: WANG_QIANG, code: WANG_JI_CATERING };
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const firmsOf = ({ firms, people }: Population): Firm[] => {
  const names = new Map(people.map(({ code, name }) => [code, name]));
  return firms
    .filter(({ code }) => code !== WANG_JI_CATERING)
    .map((firm, i) => ({
      code: firm.code,
      name: firm.name,
      kind: firm.kind === 'company' ? '1' : '2',
      representative: firm.representative,
      representativeName: names.get(firm.representative) ?? '',
      establishedOn: firm.establishedOn,
      address: firm.address,
      scope: firm.business,
      capital: firm.capital === undefined ? null : (firm.capital / 10_000).toFixed(6),
      state: i % 17 === 7 ? '2' : i % 17 === 13 ? '3' : '1',
    }));
};

/** Codes that nobody has yet, from the far end of those that are invented. */
const nextCode = (kind: Firm['kind'], taken: ReadonlyMap<string, Firm>): string => {
  for (let serial = ALPHABET.length ** 2 - 1; serial >= 0; serial -= 1) {
    const tail = `${ALPHABET.charAt(Math.floor(serial / ALPHABET.length))}${ALPHABET.charAt(serial % ALPHABET.length)}`;
    const code = creditCode(kind === '1' ? '91' : '92', YONGKANG, `MA000T${tail}`);
    if (code !== WANG_JI_CATERING && !taken.has(code)) return code;
  }
  throw new Error('no code is left');
};

export const openRegister = (population: Population, book: Book) => {
  const made = book.decisions.flatMap((decision) => decision.made ?? []);
  const firms = new Map([...firmsOf(population), ...made].map((firm) => [firm.code, firm]));
  return {
    all: () => firms.values(),
    find: (code: string) => firms.get(code),
    add: (firm: Firm): void => void firms.set(firm.code, firm),
    codeFor: ({ name, kind, representative }: Pick<Firm, 'name' | 'kind' | 'representative'>): string =>
      name === THE_TRIP.name && representative === THE_TRIP.applicant && !firms.has(THE_TRIP.code)
        ? THE_TRIP.code
        : nextCode(kind, firms),
  };
};
export type Register = ReturnType<typeof openRegister>;
