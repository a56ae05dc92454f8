/** What stands on the page, as data: rows of label and text from the type's declaration. No code per type. */
import type { CertificateMaster, CertificateType } from '#schemas/certificate.ts';
import { leavesOf } from './leaves.ts';

export interface Row {
  /** Where the text comes from, for who must correct it. */
  readonly field: string;
  readonly label: string;
  readonly text: string;
}

export interface Face {
  readonly title: string;
  readonly subtitle: string;
  readonly issuer: string;
  readonly number: Row;
  readonly rows: readonly Row[];
}

const plainDate = (date: string): string => {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
};

const printed = (type: string, value: unknown): string => {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (type === 'date' && typeof value === 'string') return plainDate(value);
  return String(value);
};

const holderRows = (master: CertificateMaster): Row[] =>
  master.holders.map((holder, i) => ({
    field: `/holders/${i}/name`,
    label: master.holders.length > 1 ? `持证主体 ${i + 1}` : '持证主体',
    text: `${holder.name}（${holder.code}）`,
  }));

const ownRows = (master: CertificateMaster, type: CertificateType): Row[] => {
  const leaves = leavesOf(master.data);
  return type.fields.flatMap((field) =>
    leaves
      .filter((leaf) => leaf.pattern === field.pointer)
      .map((leaf) => ({
        field: `/data${leaf.pointer}`,
        label: field.name.zh,
        text: printed(field.type, leaf.value),
      })),
  );
};

/** The face of a certificate. Every text that will be drawn stands in it, so that it can be checked against the font before. */
export const faceOf = (master: CertificateMaster, type: CertificateType): Face => ({
  title: type.name.zh,
  subtitle: type.name.en,
  issuer: master.issuer.name,
  number: { field: '/number', label: '证照编号', text: master.number },
  rows: [
    ...holderRows(master),
    ...ownRows(master, type),
    {
      field: '/validFrom',
      label: '有效期',
      text: `${plainDate(master.validFrom)} 起 至 ${master.validUntil ? plainDate(master.validUntil) : '长期'}`,
    },
    { field: '/issuedOn', label: '颁发日期', text: plainDate(master.issuedOn) },
  ],
});
