/** What stands in the way of a registration: every answer that is not favourable, in words, with what can be done. */
import type { NameCheck } from '#schemas/departments/market-supervision.ts';
import type { Identity, StandardAddress } from '#schemas/departments/public-security.ts';
import type { Premises } from '#schemas/departments/real-estate.ts';
import { Stopped } from './missing.ts';

export interface Findings {
  /** As the applicant wrote it. */
  readonly applicantName: string;
  readonly identity: Pick<Identity, 'name' | 'living' | 'validUntil'>;
  readonly name: Pick<NameCheck, 'available' | 'clashes'>;
  readonly address: Pick<StandardAddress, 'onNegativeList'>;
  readonly premises: Pick<Premises, 'isHolder' | 'commercialUse' | 'notSeized'>;
  /** Beijing date, yyyy-mm-dd. */
  readonly today: string;
}

interface Obstacle {
  readonly zh: string;
  readonly en: string;
  readonly remedy: readonly [zh: string, en: string];
}

const RULES: readonly (readonly [(found: Findings) => boolean, zh: string, en: string, remedy: Obstacle['remedy']])[] =
  [
    [
      ({ identity, applicantName }) => identity.name !== applicantName,
      '申请人姓名与公安登记不一致',
      "the applicant's name is not the one the police have",
      ['更正申请表', 'correct the form'],
    ],
    [
      ({ identity }) => !identity.living,
      '该证件号码所属人已注销',
      'the person of that number is not living',
      ['核对证件号码', 'check the number'],
    ],
    [
      ({ identity, today }) => identity.validUntil !== null && identity.validUntil < today,
      '居民身份证已过有效期',
      'the identity card has run out',
      ['先换领身份证，可在同一窗口办理', 'renew the card first, at the same window'],
    ],
    [
      ({ name }) => !name.available,
      '名称与已登记名称相同或近似',
      'the name is taken or too alike',
      ['另拟名称，当场重查', 'choose another name; it is checked at once'],
    ],
    [
      ({ address }) => address.onNegativeList,
      '住所在负面清单内',
      'the address is on the negative list',
      ['另选经营场所', 'choose other premises'],
    ],
    [
      ({ premises }) => !premises.isHolder,
      '出租人不是不动产权利人',
      'the lessor does not hold the premises',
      ['核对租赁合同中的出租人和单元号', 'check lessor and unit number in the lease'],
    ],
    [
      ({ premises }) => !premises.commercialUse,
      '房屋登记用途不是商业',
      'the premises are not registered for commercial use',
      ['另选经营场所，或先变更用途', 'choose other premises, or have the use changed first'],
    ],
    [
      ({ premises }) => !premises.notSeized,
      '房屋已被查封',
      'the premises are seized',
      ['另选经营场所，或待解除查封', 'choose other premises, or wait until the seizure ends'],
    ],
  ];

/** Throws Stopped with every obstacle at once 一次性告知. */
export const assertMayRegister = (found: Findings): void => {
  const obstacles = RULES.filter(([stands]) => stands(found));
  if (obstacles.length === 0) return;
  throw new Stopped(
    {
      zh: `暂不能登记：${obstacles.map(([, zh]) => zh).join('；')}`,
      en: `cannot be registered yet: ${obstacles.map(([, , en]) => en).join('; ')}`,
    },
    {
      zh: obstacles.map(([, , , [zh]]) => zh).join('；'),
      en: obstacles.map(([, , , [, en]]) => en).join('; '),
    },
  );
};
