/** 税收完税证明 of the invented city: one for each firm's VAT, one for the deed tax of each title's first holder. */
import { DEED_TAX_PAID_ON, DEVELOPER } from '../cast.ts';
import type { Population } from '../population.ts';

export interface TaxCertificate {
  readonly number: string;
  readonly payer: string;
  readonly payerName: string;
  readonly items: readonly { readonly tax: string; readonly amount: number }[];
  readonly paidOn: string;
  readonly void: boolean;
}

/** 购入: before the title that stands now, where that was only exchanged for an older one. */
const boughtOn = ({ unitNumber, registeredOn }: Population['titles'][number]): string =>
  DEED_TAX_PAID_ON[unitNumber] ?? registeredOn;

const numberOf = (kind: string, index: number): string => `330784${kind}${String(index + 1).padStart(10, '0')}`;
/** The third firm paid twice and had one certificate cancelled. */
const VOID = 2;

export const taxCertificates = ({ firms, titles }: Population): readonly TaxCertificate[] => [
  ...firms.map(({ code, name, establishedOn }, i) => ({
    number: numberOf('11', i),
    payer: code,
    payerName: name,
    items: [
      { tax: '增值税', amount: 1200.5 + i * 37 },
      { tax: '城市维护建设税', amount: 84 + i },
    ],
    paidOn: `${Number(establishedOn.slice(0, 4)) + 1}-01-15`,
    void: i === VOID,
  })),
  ...titles.flatMap((title, i) =>
    title.holders.slice(0, 1).map(({ code, name }) => ({
      number: numberOf('21', i),
      payer: code,
      payerName: name,
      items: [{ tax: '契税', amount: Math.round(title.area * 150) }],
      paidOn: boughtOn(title),
      void: false,
    })),
  ),
];

export interface HouseInvoice {
  readonly number: string;
  readonly buyer: string;
  readonly seller: string;
  /** Yuan, two decimals at most. */
  readonly amount: number;
  readonly issuedOn: string;
  readonly void: boolean;
}

/** 购房发票 of the developer to the first holder of each home that was sold new; the third was cancelled. */
export const houseInvoices = ({ titles }: Population): readonly HouseInvoice[] =>
  titles
    .filter(({ rightNature, use }) => rightNature.endsWith('市场化商品房') && use.includes('住宅'))
    .flatMap((title, i) =>
      title.holders.slice(0, 1).map(({ code }) => ({
        number: `33078431${String(i + 1).padStart(12, '0')}`,
        ...{ buyer: code, seller: DEVELOPER, amount: Math.round(title.area * 11_000), issuedOn: boughtOn(title) },
        void: i === VOID,
      })),
    );
