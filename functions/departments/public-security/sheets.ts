/** 公安: the columns of its sheets and how they become the answers of schemas/departments/public-security.ts. The only file that knows them. */
import type { IdentityRequest, StandardAddressRequest } from '#schemas/departments/public-security.ts';
import { type FerriedOf, ferried } from '../protocols/ferry/ferried.ts';
import { code, date, flag, named, serial, text } from '../protocols/normalise.ts';

/** 长期: an identity card of somebody over 46 has no end. */
const dateOrForEver = (cell: string | undefined): string | null => (text(cell) === '长期' ? null : date(cell));

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
