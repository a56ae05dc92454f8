/** 要素核验, the ministry's eight results as data: the first whose condition holds is the answer. */

import type { CertificateState } from '#schemas/certificate.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { ElementsResult } from '#schemas/verified.ts';
import { type Dated, datesHold } from '../validity.ts';

export interface Compared {
  /** How many elements were stated beside type and number. */
  readonly stated: number;
  /** Enough to tell which certificate is meant: a number, and whose it is said to be. */
  readonly enough: boolean;
  /** The certificate of that number that the party holds. */
  readonly found?: Dated & { readonly state: CertificateState };
  /** How many of the elements stated are not so. */
  readonly wrong: number;
  /** Epoch ms. */
  readonly now: number;
}

const HELD: readonly CertificateState[] = ['02'];
const ENDED: readonly CertificateState[] = ['03', '04', '05', '06', '07', '99'];

const beijing = ({ found, now }: Compared): 'before' | 'within' | 'after' => {
  if (!found || datesHold(found, now)) return 'within';
  return datesHold({ ...found, validUntil: undefined }, now) ? 'after' : 'before';
};

export const ELEMENTS_RESULTS = [
  ['6', '未给出要核验的要素', 'No elements were given', ({ stated }) => stated === 0],
  ['4', '要素不足，无法核验', 'Not enough to tell', ({ enough }) => !enough],
  ['5', '未找到此证照', 'No such certificate was found', ({ found }) => !found],
  ['7', '部分要素不符', 'Some of it is not so', ({ wrong }) => wrong > 0],
  ['3', '相符，但已失效', 'It is so, but it holds no longer', ({ found }) => ENDED.includes(found?.state ?? '01')],
  ['3', '相符，但已过有效期', 'It is so, but it has run out', (compared) => beijing(compared) === 'after'],
  [
    '2',
    '相符，但暂时无效',
    'It is so, but it is held for the time being',
    ({ found }) => HELD.includes(found?.state ?? '01'),
  ],
  ['1', '相符，但尚未生效', 'It is so, but it is not in force yet', (compared) => beijing(compared) === 'before'],
  ['0', '相符，且现行有效', 'It is so, and it holds', () => true],
] as const satisfies readonly (readonly [ElementsResult, string, string, (compared: Compared) => boolean])[];

export const elementsResult = (compared: Compared): { readonly result: ElementsResult; readonly says: Bilingual } => {
  const [result, zh, en] = ELEMENTS_RESULTS.find(([, , , when]) => when(compared)) ?? ELEMENTS_RESULTS[8];
  return { result, says: { zh, en } };
};
