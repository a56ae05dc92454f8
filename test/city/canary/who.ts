/** An invented neighbour who stands in every department's data. Her number, name and telephone may be told to who is entitled to them, and turn up nowhere else. */
import { CHEN_FUYING, WANG_QIANG_NOODLES, WANG_SHOP } from '#city/cast.ts';
import { citizenId, creditCode } from '#city/generate/codes.ts';
import { generate } from '#city/generate/index.ts';
import { taxCertificates } from '#city/generate/taxes.ts';
import type { Firm, Person, Population, RegisteredTitle } from '#city/population.ts';

/** What questions about somebody are made of. */
export interface Whom {
  readonly code: string;
  readonly name: string;
  /** Begins as no telephone's does. */
  readonly phone: string;
  readonly firm: string;
  readonly unitNumber: string;
  /** Of a tax payment certificate of hers. */
  readonly taxCertificate: string;
}

const CODE = citizenId('330784', '1986-03-24', '998');
const NAME = '楼䶮㛃';
const PHONE = '12057900417';
const FIRM = creditCode('91', '330784', 'MA000TU7');
const UNIT = '330784001002GB00417F00010417';
const address = `永康市东城街道丽州中路417号4层17室（联系人${NAME}，电话${PHONE}）`;

const person: Person = {
  code: CODE,
  name: NAME,
  sex: 'female',
  bornOn: '1986-03-24',
  household: 9417,
  relation: 'head',
  address,
  marriage: 'unmarried',
};
const firm: Firm = {
  code: FIRM,
  name: `永康市${NAME}餐饮有限公司`,
  kind: 'company',
  representative: CODE,
  establishedOn: '2020-04-17',
  address,
  business: '餐饮服务',
  capital: 100_000,
};
const title: RegisteredTitle = {
  unitNumber: UNIT,
  certificateNumber: '浙(2020)永康市不动产权第0900417号',
  location: address,
  rightType: '国有建设用地使用权/房屋所有权',
  rightNature: '出让/市场化商品房',
  use: '商服用地/商业服务',
  area: 41.7,
  registeredOn: '2020-04-17',
  validUntil: '2060-04-17',
  ownership: 'sole',
  holders: [{ code: CODE, name: NAME, share: '100%' }],
  marks: { mortgaged: false, seized: false, objection: false, transferLimited: false },
};

/** The sample city, with her behind everybody else. */
export const withNeighbour = (): Population => {
  const { people, firms, titles, ...rest } = generate();
  const taken = new Set([...people, ...firms].map(({ code }) => code));
  if (taken.has(CODE) || taken.has(FIRM)) throw new Error('somebody else has her number');
  return { ...rest, people: [...people, person], firms: [...firms, firm], titles: [...titles, title] };
};

const certificateOf = (payer: string): string =>
  taxCertificates(withNeighbour()).find((one) => one.payer === payer)?.number ?? '';

export const NEIGHBOUR: Whom = {
  ...{ code: CODE, name: NAME, phone: PHONE, firm: FIRM, unitNumber: UNIT },
  taxCertificate: certificateOf(CODE),
};
/** Who is asked about in between: what is answered about him says nothing of her. */
export const BYSTANDER: Whom = {
  ...{ code: CHEN_FUYING, name: '陈福英', phone: '12057900418', firm: WANG_QIANG_NOODLES, unitNumber: WANG_SHOP },
  taxCertificate: certificateOf(CHEN_FUYING),
};
/** Who is leaked on purpose, to see that it is found out. */
export const LEAKED = { code: citizenId('330784', '1986-03-25', '996'), name: '应㛃䶮', phone: '12057900419' };
