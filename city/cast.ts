/** The invented people and firms that the scenarios name, by their exact numbers, and three whose names hold rare characters. */
import { citizenId, creditCode } from './generate/codes.ts';
import type { Firm, Lease, Person, RegisteredTitle } from './population.ts';

export const WANG_QIANG = '330784198506149995';
export const LI_NA = '330784198802039985';
export const WANG_AN = '330784201709119993';
export const CHEN_FUYING = '330784196205099980';
export const ZHOU_LEI = '330784199001019997';
export const XU_XIAOWEN = '330784199003079985';
/** Born when Yongkang was a county: the number keeps 330722. 䶮 U+4DAE, 㛃 U+36C3, 𠮷 U+20BB7 (outside the basic plane). */
export const HU_YAN = citizenId('330722', '1971-11-23', '999');
export const LI_JIE = citizenId('330784', '1994-04-18', '998');
export const XU_JI = citizenId('330784', '1983-08-02', '997');

export const WANG_JI_CATERING = '91330784MA000TE13N';
export const YONGKANG_HARDWARE = '91330784MA000TE21H';
export const WANG_QIANG_NOODLES = '92330784MA000TE3X6';
/** 开发企业: sells new houses; known to the tax office alone. */
export const DEVELOPER = creditCode('91', '330784', 'MA000TE5');
export const YAN_TAI = creditCode('91', '330784', 'MA000TE4');

export const CHEN_HOME = '330784001002GB00003F00010001';
/** 商品房: sold new by the developer, in no register of the city yet. */
export const NEW_HOME = '330784001002GB00011F00020017';
/** The shop that Wang Qiang rents from Chen Fuying: 68 m², commercial, not seized. */
export const WANG_SHOP = '330784001002GB00007F00010008';

const garden = '永康市东城街道丽州中路218号3幢1单元';
const person = (
  code: string,
  name: string,
  household: number,
  relation: Person['relation'],
  address: string,
  marriage: Person['marriage'] = 'unmarried',
  spouse?: string,
): Person => ({
  code,
  name,
  sex: Number(code[16]) % 2 === 1 ? 'male' : 'female',
  bornOn: `${code.slice(6, 10)}-${code.slice(10, 12)}-${code.slice(12, 14)}`,
  household,
  relation,
  address,
  marriage,
  ...(spouse === undefined ? {} : { spouse }),
});

export const castPeople: readonly Person[] = [
  person(WANG_QIANG, '王强', 1, 'head', '永康市西城街道溪心路66号2幢501室', 'married', LI_NA),
  person(LI_NA, '李娜', 1, 'spouse', '永康市西城街道溪心路66号2幢501室', 'married', WANG_QIANG),
  person(WANG_AN, '王安', 1, 'child', '永康市西城街道溪心路66号2幢501室'),
  person(CHEN_FUYING, '陈福英', 2, 'head', `${garden}101室`, 'widowed'),
  person(ZHOU_LEI, '周磊', 3, 'head', '永康市江南街道五湖路31号1幢302室'),
  person(XU_XIAOWEN, '徐晓雯', 4, 'head', '永康市芝英镇芝英一村88号'),
  person(HU_YAN, '胡䶮', 5, 'head', '永康市古山镇胡库下村15号', 'widowed'),
  person(LI_JIE, '李㛃', 6, 'head', '永康市方岩镇岩下街20号'),
  person(XU_JI, '徐𠮷', 7, 'head', '永康市象珠镇清渭街村9号'),
];

export const castFirms: readonly Firm[] = [
  {
    code: WANG_JI_CATERING,
    name: '永康市王记餐饮有限公司',
    kind: 'company',
    representative: WANG_QIANG,
    establishedOn: '2017-09-26',
    address: '永康市东城街道丽州中路168号1层8号',
    business: '餐饮服务',
    capital: 100_000,
  },
  {
    code: YONGKANG_HARDWARE,
    name: '永康五金工具有限公司',
    kind: 'company',
    representative: ZHOU_LEI,
    establishedOn: '2016-03-08',
    address: '永康市西城街道九铃西路1008号',
    business: '五金制品制造、销售',
    capital: 5_000_000,
  },
  {
    code: WANG_QIANG_NOODLES,
    name: '永康市东城王强面馆',
    kind: 'sole-trader',
    representative: WANG_QIANG,
    establishedOn: '2018-05-15',
    address: '永康市东城街道丽州中路168号1层8号',
    business: '餐饮服务',
  },
  {
    code: YAN_TAI,
    name: '永康市䶮泰五金有限公司',
    kind: 'company',
    representative: HU_YAN,
    establishedOn: '2019-06-18',
    address: '永康市古山镇胡库下村工业区6号',
    business: '五金制品制造、销售',
    capital: 2_000_000,
  },
];

const bought = { rightType: '国有建设用地使用权/房屋所有权', rightNature: '出让/市场化商品房' } as const;
const village = { rightType: '宅基地使用权/房屋所有权', rightNature: '批准拨用/自建房' } as const;
const free = { mortgaged: false, seized: false, objection: false, transferLimited: false } as const;
/** Mortgaged when consent was the law. */
const mortgaged = { ...free, mortgaged: true, transferLimited: true } as const;
const sole = (code: string, name: string): Pick<RegisteredTitle, 'ownership' | 'holders'> => ({
  ownership: 'sole',
  holders: [{ code, name, share: '100%' }],
});

export const castTitles: readonly RegisteredTitle[] = [
  {
    ...bought,
    ...sole(CHEN_FUYING, '陈福英'),
    unitNumber: CHEN_HOME,
    certificateNumber: '浙(2017)永康市不动产权第0012345号',
    location: `${garden}101室`,
    use: '城镇住宅用地/成套住宅',
    area: 89.5,
    registeredOn: '2017-03-16',
    validUntil: '2072-06-30',
    marks: free,
  },
  {
    ...bought,
    ...sole(CHEN_FUYING, '陈福英'),
    unitNumber: WANG_SHOP,
    certificateNumber: '浙(2017)永康市不动产权第0012346号',
    location: '永康市东城街道丽州中路168号1层8号',
    use: '商服用地/商业服务',
    area: 68,
    registeredOn: '2017-03-16',
    validUntil: '2042-06-30',
    marks: free,
  },
  {
    ...village,
    ...sole(HU_YAN, '胡䶮'),
    unitNumber: '330784101001JC00012F00010001',
    certificateNumber: '浙(2018)永康市不动产权第0000023号',
    location: '永康市古山镇胡库下村15号',
    use: '农村宅基地/住宅',
    area: 210.4,
    registeredOn: '2018-05-02',
    validUntil: null,
    marks: free,
  },
  {
    ...bought,
    ...sole(LI_JIE, '李㛃'),
    unitNumber: '330784102003GB00005F00020011',
    certificateNumber: '浙(2020)永康市不动产权第0000024号',
    location: '永康市方岩镇岩下街20号',
    use: '城镇住宅用地/成套住宅',
    area: 118,
    registeredOn: '2020-10-19',
    validUntil: '2085-04-12',
    marks: mortgaged,
  },
  {
    ...bought,
    ...sole(XU_JI, '徐𠮷'),
    unitNumber: '330784105001GB00002F00010003',
    certificateNumber: '浙(2021)永康市不动产权第0000025号',
    location: '永康市象珠镇清渭街村9号',
    use: '商服用地/商业服务',
    area: 74.26,
    registeredOn: '2021-01-28',
    validUntil: '2054-09-09',
    marks: { ...free, seized: true },
  },
  {
    ...bought,
    ...sole(YAN_TAI, '永康市䶮泰五金有限公司'),
    rightNature: '出让/自建房',
    unitNumber: '330784101002GB00009F00010001',
    certificateNumber: '浙(2019)永康市不动产权第0000026号',
    location: '永康市古山镇胡库下村工业区6号',
    use: '工业用地/工业',
    area: 3260.8,
    registeredOn: '2019-12-11',
    validUntil: '2069-08-20',
    marks: mortgaged,
  },
];

/** 原契税完税日, where the title that stands was only exchanged for an older one: Chen Fuying bought her home in 2011. */
export const DEED_TAX_PAID_ON: Readonly<Record<string, string>> = { [CHEN_HOME]: '2011-04-18' };

export const castLeases: readonly Lease[] = [
  {
    unitNumber: WANG_SHOP,
    lessor: CHEN_FUYING,
    lessee: WANG_QIANG,
    from: '2017-09-01',
    until: '2027-08-31',
    monthlyRent: 6800,
  },
];
