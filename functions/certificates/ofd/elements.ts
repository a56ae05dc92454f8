/** 证照元数据 as they stand in the file, under the short names that Chinese certificate libraries use (first letters of the words' spelling). GB/T 36903-2018, GB/T 36905-2018. */
import { beijingMinute } from '#functions/kernel/beijing.ts';
import type { CertificateMaster } from '#schemas/certificate.ts';
import type { Stamp } from '../page-stamp.ts';

export type Element = readonly [name: string, value: string];

const HOLDER_CODE_TYPES = { '001': '统一社会信用代码', '111': '公民身份号码' } as const;
/** Between the values of several holders, in the order of the certificate. */
const AND = '、';

/** Of the certificate itself. */
export const elementsOf = (master: CertificateMaster): readonly Element[] => {
  const { holders, issuer } = master;
  const each = (value: (holder: CertificateMaster['holders'][number]) => string) => holders.map(value).join(AND);
  return [
    ['ZZMC', master.typeName],
    ['ZZLXDM', master.typeCode],
    ['ZZBH', master.number],
    ['ZZBS', master.identifier],
    ['ZZBFJG', issuer.name],
    ['ZZBFJGDM', issuer.code],
    ['ZZBFRQ', master.issuedOn],
    ['CZZT', each(({ name }) => name)],
    ['CZZTDM', each(({ code }) => code)],
    ['CZZTDMLX', each(({ codeType }) => HOLDER_CODE_TYPES[codeType])],
    ['CZZTDMLXDM', each(({ codeType }) => codeType)],
    ['ZZYXQQSRQ', master.validFrom],
    ['ZZYXQJZRQ', master.validUntil ?? '长期'],
    ['ZZBB', String(master.version).padStart(3, '0')],
  ];
};

/** 签章元数据: by whom, when and with which seal. `at`: epoch ms. */
export const sealElements = (by: string, seal: string, at: number): readonly Element[] => [
  ['ZZQZR', by],
  ['ZZQZSJ', beijingMinute(at)],
  ['ZZQZMC', seal],
];

/** 加注件元数据: of a copy. */
export const stampElements = (stamp: Stamp): readonly Element[] => [
  ['certificateCopyIdentifier', stamp.copy],
  ['certificateCopyCreationTime', stamp.madeAt],
  ['certificateCopyCreator', stamp.department],
  ['certificateCopyCause', `${stamp.case} ${stamp.matter} ${stamp.reason}`],
  ['certificateCopyExpiringTime', stamp.expiresAt],
];
