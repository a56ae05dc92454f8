/** A licence for every firm; food licence, fire check and drainage permit for each restaurant. The firm that the first trip opens is not there yet. */
import { mod1110 } from '#schemas/identifier.ts';
import { WANG_JI_CATERING } from '../../cast.ts';
import { YONGKANG } from '../../divisions.ts';
import type { Firm, Population } from '../../population.ts';
import { dateOf, daysOf } from '../codes.ts';
import { digits, holder, type Later, lastDay, type Sample } from './declare.ts';

/** As the register of firms has it: the seventh of seventeen was revoked, the thirteenth struck off. */
const REVOKED: Later = { operation: 'revoke-as-penalty', reason: '连续两年未报送年度报告且通过登记住所无法联系' };
const STRUCK_OFF: Later = { operation: 'cancel', reason: '企业申请注销登记' };

const after = (date: string, days: number): string => dateOf(daysOf(date) + days);
const named = (later: Later | undefined) => (later ? { later } : {});

/** Firms with their place in the register and the name of their representative. */
export const firmsOf = ({ firms, people }: Population) => {
  const names = new Map(people.map(({ code, name }) => [code, name]));
  return firms
    .filter(({ code }) => code !== WANG_JI_CATERING)
    .map((firm, i) => ({ firm, i, representative: names.get(firm.representative) ?? '' }));
};
type Entry = ReturnType<typeof firmsOf>[number];

const licence = ({ firm, i, representative }: Entry): Sample => ({
  key: `business-licence-${i}`,
  request: {
    type: 'business-licence',
    number: firm.code,
    holders: [holder(firm)],
    issuedOn: firm.establishedOn,
    validFrom: firm.establishedOn,
    data: {
      name: firm.name,
      kind: firm.kind === 'company' ? '有限责任公司（自然人独资）' : '个体工商户',
      representative,
      address: firm.address,
      scope: `${firm.business}（依法须经批准的项目，经相关部门批准后方可开展经营活动）`,
      ...(firm.capital === undefined ? {} : { capital: firm.capital }),
      establishedOn: firm.establishedOn,
    },
  },
  ...named(i % 17 === 7 ? REVOKED : i % 17 === 13 ? STRUCK_OFF : undefined),
});

const foodNumber = (serial: number): string => {
  const body = `2${YONGKANG}${digits(serial, 6)}`;
  return `JY${body}${mod1110(body)}`;
};

/** Two weeks after the firm; renewed where five years were over, unless the owner forgot. */
const since = (firm: Firm, today: string, forgetful: boolean): string => {
  const first = after(firm.establishedOn, 14);
  const renewed = `${Number(first.slice(0, 4)) + 5}${first.slice(4)}`;
  return renewed <= today && !forgetful ? renewed : first;
};

const restaurant = ({ firm, i, representative }: Entry, nth: number, today: string): Sample[] => {
  const from = since(firm, today, nth % 4 === 3);
  const checkedOn = after(firm.establishedOn, 10);
  const common = { holders: [holder(firm)], issuedOn: from, validFrom: from, validUntil: lastDay(from, 5) };
  return [
    {
      key: `food-licence-${i}-${from}`,
      request: {
        type: 'food-licence',
        number: foodNumber(nth + 1),
        ...common,
        data: {
          name: firm.name,
          creditCode: firm.code,
          representative,
          address: firm.address,
          premises: firm.address,
          form: firm.kind === 'company' ? '餐饮服务经营者（中型餐馆）' : '餐饮服务经营者（小型餐馆）',
          items: nth % 2 === 0 ? '热食类食品制售；冷食类食品制售' : '热食类食品制售',
          supervisor: '永康市市场监督管理局东城市场监督管理所',
          complaints: '12315',
          signedBy: '孔悦',
        },
      },
      ...named(
        nth % 5 === 2 ? { operation: 'hold', reason: '日常监督检查发现从业人员健康证明过期，责令整改' } : undefined,
      ),
    },
    {
      key: `fire-check-opinion-${i}`,
      request: {
        type: 'fire-check-opinion',
        number: `永消安检字〔${checkedOn.slice(0, 4)}〕第${digits(nth + 1, 4)}号`,
        holders: common.holders,
        issuedOn: checkedOn,
        validFrom: checkedOn,
        data: {
          place: firm.name,
          representative,
          address: firm.address,
          floors: '地上一层',
          use: '餐饮（饭店）',
          area: 60 + ((nth * 37) % 180),
          manner: checkedOn >= '2021-04-29' ? '告知承诺' : '现场检查',
          opinion:
            checkedOn >= '2021-04-29' ? '承诺内容符合要求，准予投入使用、营业' : '符合消防安全要求，同意投入使用、营业',
          checkedOn,
        },
      },
      ...named(nth % 6 === 5 ? { operation: 'annul', reason: '抽查发现场所与承诺内容不符，依法撤销' } : undefined),
    },
    {
      key: `drainage-permit-${i}-${from}`,
      request: {
        type: 'drainage-permit',
        number: `浙永排字第${from.slice(0, 4)}-${digits(nth + 1, 4)}号`,
        ...common,
        data: {
          name: firm.name,
          representative,
          address: firm.address,
          kind: '一般排水户（餐饮）',
          volume: 2 + (nth % 5) * 1.5,
          outlet: `W${digits(nth + 1, 2)}，接入门前道路市政污水管`,
          destination: '永康市城市污水处理厂',
          pretreatment: '隔油池、毛发收集器',
          keyDischarger: false,
        },
      },
    },
  ];
};

export const samplesOfFirms = (population: Population, today: string): Sample[] => {
  const firms = firmsOf(population);
  return [
    ...firms.map(licence),
    ...firms.filter(({ firm }) => firm.business === '餐饮服务').flatMap((entry, nth) => restaurant(entry, nth, today)),
  ];
};
