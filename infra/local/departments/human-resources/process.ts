/** The stand-in's own process: 社保经办系统, made of the invented population, in the names of its own tables. */
import { cardAccountsOf } from '#city/generate/card-accounts.ts';
import { insuredOf } from '#city/generate/insurance.ts';
import type { Population } from '#city/population.ts';
import { type RestStart, restProcess } from '../rest/process.ts';

interface Start extends RestStart {
  readonly population: Population;
}

const recordsOf = (population: Population) =>
  insuredOf(population).map(({ person, employer, since, paidUntil, months, leftOn, number, base }, i) => ({
    aac002: i % 3 === 2 ? person.code.toLowerCase() : person.code,
    aac001: `${number}${i % 5 === 0 ? '  ' : ''}`,
    aac049: i % 2 === 0 ? since.replaceAll('-', '') : `${since} 00:00:00`,
    aae003: paidUntil.replace('-', ''),
    ljys: months,
    cbd: i % 4 === 3 ? '浙江省永康市　' : '浙江省永康市',
    aab004: employer.name,
    aab998: ` ${employer.code}`,
    jcrq: leftOn === null ? '在职' : leftOn.replaceAll('-', '/'),
    aac040: base.toFixed(2),
  }));

restProcess(({ population }: Start) => {
  const records = new Map(recordsOf(population).map((record) => [record.aac002.toUpperCase(), record]));
  const cards = cardAccountsOf(population);
  return {
    '/cbjl': {
      // 40401 查无记录: nothing is known.
      reply: ({ aac002 }) => {
        const data = records.get(String(aac002));
        return data ? { data } : { code: 40401 };
      },
    },
    '/sbkzh': {
      reply: ({ aac002, yhzh }) => {
        const card = cards.get(String(aac002));
        if (!card) return { code: 40401 };
        return { data: { aac002, jrgn: card.active ? '是' : '否', yzjg: card.account === yhzh ? '1' : '0' } };
      },
    },
  };
});
