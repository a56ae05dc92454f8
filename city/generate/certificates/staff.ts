/** Health certificates of those who work with food: a new one each half year's round of examinations, each good for a year. */
import { LI_JIE, XU_XIAOWEN } from '../../cast.ts';
import type { Population } from '../../population.ts';
import { dateOf, daysOf } from '../codes.ts';
import { digits, holder, lastDay, type Sample, SEX } from './declare.ts';

/** They work in Wang Qiang's kitchen. */
const STAFF = [LI_JIE, XU_XIAOWEN];

/** The last day of March or September before today: what is examined is dated from it, so that runs of the same half year make the same. */
const round = (today: string): number => {
  const year = Number(today.slice(0, 4));
  const days = [`${year - 1}-09-30`, `${year}-03-31`, `${year}-09-30`].filter((day) => day <= today);
  return daysOf(days.at(-1) ?? today);
};

/** Every sixth grown-up works with food; one of five of them let his certificate run out. */
export const samplesOfStaff = ({ people }: Population, today: string): Sample[] =>
  people
    .filter(({ code, bornOn }, i) => STAFF.includes(code) || (bornOn > '1970' && bornOn < '2005' && i % 6 === 0))
    .map((person, i) => {
      const lapsed = !STAFF.includes(person.code) && i % 5 === 4;
      const examinedOn = dateOf(round(today) - (lapsed ? 500 : 20 + ((i * 13) % 150)));
      return {
        key: `health-certificate-${i}-${examinedOn}`,
        request: {
          type: 'health-certificate',
          number: `永健${examinedOn.slice(0, 4)}-${examinedOn.slice(5, 7)}${digits(i + 1, 4)}`,
          holders: [holder(person)],
          issuedOn: examinedOn,
          validFrom: examinedOn,
          validUntil: lastDay(examinedOn, 1),
          data: {
            sex: SEX[person.sex],
            trade: '食品生产经营',
            examinedOn,
            result: '合格',
            institution: '永康市疾病预防控制中心',
          },
        },
        ...(i % 9 === 7 ? { later: { operation: 'lapse' as const, reason: '持证人调离食品岗位，申请失效' } } : {}),
      };
    });
