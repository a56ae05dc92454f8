/** 公安: the columns of its sheets and how they become the answers of schemas/departments/public-security.ts. The only file that knows them. */
import type {
  HouseholdRequest,
  IdentityRequest,
  StandardAddressRequest,
} from '#schemas/departments/public-security.ts';
import { type FerriedOf, ferried } from '../protocols/ferry/ferried.ts';
import { code, date, flag, halfWidth, named, oneOf, serial, text } from '../protocols/normalise.ts';

/** 长期: an identity card of somebody over 46 has no end. */
const dateOrForEver = (cell: string | undefined): string | null => (text(cell) === '长期' ? null : date(cell));

const RELATIONS = { 户主: 'head', 配偶: 'spouse', 子: 'child', 女: 'child', 子女: 'child', 父母: 'parent' } as const;

/** 无, or numbers one after the other; an empty cell is neither. */
const codesOrNone = (cell: string | undefined): string[] => {
  const clean = halfWidth(text(cell));
  return clean === '无' ? [] : clean.split(/[;、,]/).map(code);
};

export const sheets: FerriedOf = {
  identity: ferried<IdentityRequest>({
    question: { 公民身份号码: ({ holder }) => holder },
    answer: ['公民身份号码', '姓名', '是否健在', '有效期起', '有效期止', '签发机关'],
    read: (row) => ({
      holder: code(row.公民身份号码),
      name: named(row.姓名),
      living: flag(row.是否健在),
      validFrom: date(row.有效期起),
      validUntil: dateOrForEver(row.有效期止),
      issuedBy: named(row.签发机关),
    }),
  }),
  household: ferried<HouseholdRequest>({
    question: { 公民身份号码: ({ holder }) => holder },
    answer: ['公民身份号码', '姓名', '户号', '与户主关系', '是否本市户籍', '户口登记日期', '未成年子女'],
    read: (row) => ({
      holder: code(row.公民身份号码),
      name: named(row.姓名),
      number: serial(row.户号),
      relation: oneOf(RELATIONS, row.与户主关系, '与户主关系'),
      local: flag(row.是否本市户籍),
      registeredOn: date(row.户口登记日期),
      minors: codesOrNone(row.未成年子女),
    }),
  }),
  'standard-address': ferried<StandardAddressRequest>({
    question: {
      公民身份号码: ({ applicant }) => applicant,
      不动产单元号: ({ unitNumber }) => unitNumber,
      地址: ({ address }) => address,
    },
    answer: ['公民身份号码', '不动产单元号', '标准地址', '地址编码', '是否列入负面清单'],
    read: (row) => ({
      applicant: code(row.公民身份号码),
      unitNumber: code(row.不动产单元号),
      standardAddress: named(row.标准地址),
      addressCode: serial(row.地址编码),
      onNegativeList: flag(row.是否列入负面清单),
    }),
  }),
};
