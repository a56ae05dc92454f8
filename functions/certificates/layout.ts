/** What stands on the page, as data: rows of label and text from the type's declaration. No code per type. */
import {
  type CertificateField,
  type CertificateMaster,
  type CertificateType,
  type PageTemplate,
  wholeType,
} from '#schemas/certificate.ts';
import { inCapitals, inFigures } from './capitals.ts';
import { leavesOf } from './leaves.ts';

/** Where a row stands in what the certificate lists. */
export interface Cell {
  /** Pointer of the list. */
  readonly list: string;
  readonly line: number;
  readonly number: boolean;
}

export interface Row {
  /** Where the text comes from, for who must correct it. */
  readonly field: string;
  readonly label: string;
  readonly text: string;
  readonly cell?: Cell;
}

export interface Face {
  readonly template: PageTemplate;
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

const printed = ({ type, printed: money }: CertificateField, value: unknown): string => {
  if (money === 'yuan') return inFigures(Number(value));
  if (money === 'yuan-in-capitals') return `${inCapitals(Number(value))}　¥${inFigures(Number(value))}`;
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

/** /items/1/amount, declared as amount of each of /items: line 1 of that list. */
const cellOf = (
  pattern: string,
  pointer: string,
  type: CertificateField['type'],
): { readonly cell: Cell } | undefined => {
  const star = pattern.indexOf('/*');
  if (star < 0) return undefined;
  const list = pattern.slice(0, star);
  const line = Number(pointer.slice(list.length + 1).split('/')[0]);
  return { cell: { list, line, number: type === 'number' || type === 'integer' } };
};

const ownRows = (master: CertificateMaster, type: CertificateType): Row[] => {
  const leaves = leavesOf(master.data);
  return type.fields.flatMap((field) =>
    leaves
      .filter((leaf) => leaf.pattern === field.pointer)
      .map((leaf) => ({
        field: `/data${leaf.pointer}`,
        label: field.name.zh,
        text: printed(field, leaf.value),
        ...cellOf(leaf.pattern, leaf.pointer, field.type),
      })),
  );
};

/** Of what never ends, when it begins is the day of issue and no row of its own. */
const validityRow = ({ validFrom, validUntil, issuedOn }: CertificateMaster, { validity }: CertificateType): Row[] => {
  if (validity === 'none' && validFrom === issuedOn) return [];
  const end = validUntil ? plainDate(validUntil) : '长期';
  return [{ field: '/validFrom', label: '有效期', text: `${plainDate(validFrom)} 起 至 ${end}` }];
};

/** The face of a certificate. Every text that will be drawn stands in it, so that it can be checked against the font before. */
export const faceOf = (master: CertificateMaster, type: CertificateType): Face => ({
  template: wholeType(type).template,
  title: type.name.zh,
  subtitle: type.name.en,
  issuer: master.issuer.name,
  number: { field: '/number', label: '证照编号', text: master.number },
  rows: [
    ...holderRows(master),
    ...ownRows(master, type),
    ...validityRow(master, type),
    { field: '/issuedOn', label: '颁发日期', text: plainDate(master.issuedOn) },
  ],
});
