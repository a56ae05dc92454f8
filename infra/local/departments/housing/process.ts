/** The stand-in's own process: the housing department's buildings and filed contracts, made of the invented population. */
import { dateOf, daysOf } from '#city/generate/codes.ts';
import type { Population } from '#city/population.ts';
import { type RestStart, restProcess } from '../rest/process.ts';

interface Start extends RestStart {
  readonly population: Population;
}

/** The unit number without its last four digits, 户号: the building 幢 (GB/T 37346). */
const buildingOf = (unitNumber: string): string => unitNumber.slice(0, 24);
const fullWidth = (digits: string): string =>
  digits.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
const before = (date: string, days: number): string => dateOf(daysOf(date) - days).replaceAll('-', '');

/** A farmhouse stands on a homestead 宅基地: it needs no acceptance, and nobody else may buy it. */
const unitsOf = ({ titles }: Population) => titles.filter(({ unitNumber }) => !unitNumber.slice(12).startsWith('JC'));

/** One for each building; those of before 2019 are the fire brigade's papers, and bear its number. */
const acceptancesOf = (population: Population) =>
  new Map(
    unitsOf(population).map(({ unitNumber, registeredOn }, i) => {
      const ysrq = before(registeredOn, 60);
      const body = ysrq < '2019' ? '永公消验' : '永建消验';
      return [
        buildingOf(unitNumber),
        {
          sfhg: i % 9 === 8 ? '否' : '1',
          yslx: i % 4 === 3 ? '０２ ' : '01',
          wsbh: `${body}〔${ysrq.slice(0, 4)}〕第${String(i + 1).padStart(4, '0')}号${i % 2 === 1 ? '　' : ''}`,
          ysrq,
        },
      ] as const;
    }),
  );

/** Every fourth unit is sold, by its first holder to one of the city's grown-ups. */
const contractsOf = (population: Population) => {
  const buyers = population.people.filter(({ bornOn }) => bornOn < '2000');
  return unitsOf(population)
    .filter((_, i) => i % 4 === 0)
    .map(({ unitNumber, holders, area }, i) => {
      const qyrq = before(population.asOf, 30 + i);
      const price = String(Math.round(area * 12_500));
      return {
        parties: [holders[0]?.code, buyers[(i + 1) % buyers.length]?.code],
        row: {
          htbh: `YK${qyrq.slice(0, 6)}${String(i + 1).padStart(5, '0')}`,
          bdcdyh: i % 2 === 0 ? ` ${unitNumber}` : unitNumber,
          cjjk: i % 3 === 0 ? fullWidth(price) : `${price}.00`,
          qyrq,
          bazt: i % 6 === 5 ? '9' : '1 ',
        },
      };
    });
};

restProcess(({ population }: Start) => {
  const people = new Set(population.people.map(({ code }) => code));
  const acceptances = acceptancesOf(population);
  const contracts = new Map(contractsOf(population).map((contract) => [contract.row.htbh, contract]));
  return {
    '/xfys': {
      // 40401 查无记录: nothing is known.
      reply: ({ sqrzjhm, bdcdyh }) => {
        const found = acceptances.get(buildingOf(String(bdcdyh)));
        const known = found && people.has(String(sqrzjhm));
        return known ? { data: { sqrzjhm: `${sqrzjhm} `.toLowerCase(), bdcdyh, ...found } } : { code: 40401 };
      },
    },
    '/htba': {
      reply: ({ dsrzjhm, htbh }) => {
        const found = contracts.get(String(htbh));
        return found?.parties.includes(String(dsrzjhm)) ? { data: { dsrzjhm, ...found.row } } : { code: 40401 };
      },
    },
  };
});
