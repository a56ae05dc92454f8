/** What the tax office does with the documents it is sent: registers, looks up. Written as such systems are: pinyin initials, codes, XML by hand. */
import { houseInvoices, taxCertificates } from '#city/generate/taxes.ts';
import type { Firm, Population } from '#city/population.ts';
import { lossy } from '../soap/charsets.ts';
import { elements, NOTHING, type Reply, valueIn } from '../soap/documents.ts';
import type { Taxpayer, Taxpayers } from './taxpayers.ts';

/** Typed in by hand over the years: lower-case x, full-width digits, three ways to write a date. */
const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
const asTyped = (code: string, index: number): string => (index % 5 === 4 ? fullWidth(code) : code.toLowerCase());
const dateAsTyped = (date: string, index: number): string =>
  [date.replaceAll('-', ''), date, `${date} 00:00:00`][index % 3] ?? date;

const officeFor = (address: string): string =>
  `国家税务总局永康市税务局${/([\u4e00-\u9fff]{2})(?:街道|镇)/.exec(address)?.[1] ?? '东城'}税务所`;

export const knownTaxpayers = (firms: readonly Firm[]): Taxpayer[] =>
  firms.map(({ code, name, establishedOn, address, kind, capital = 0 }) => ({
    firm: code,
    name,
    registeredOn: establishedOn,
    office: officeFor(address),
    payerType: kind === 'company' && capital >= 5_000_000 ? '1' : '2',
  }));

const registrationOf = ({ firm, name, registeredOn, office, payerType }: Taxpayer): string =>
  `<swdj>${elements({ nsrsbh: ` ${firm.toLowerCase()} `, shxydm: firm, nsrmc: name, djrq: registeredOn.replaceAll('-', ''), zgswsmc: office, nsrlx: payerType })}</swdj>`;

/** By what is wanted: document to reply. `now`: epoch ms. */
export const taxOffice = (population: Population, taxpayers: Taxpayers) => {
  const certificates = new Map(taxCertificates(population).map((one, i) => [one.number, { ...one, i }]));

  const invoices = new Map(houseInvoices(population).map((one, i) => [one.number, { ...one, i }]));

  const register = (document: string, now: number): Reply => {
    const serial = valueIn(document, 'lsh');
    const content = /<djxx>.*<\/djxx>/s.exec(document)?.[0] ?? '';
    const told = taxpayers.told(serial);
    if (told && told.content !== content) return { code: '2003', says: '流水号重复' };
    if (told) return { body: registrationOf(told) };
    const [firm, name] = [valueIn(content, 'shxydm'), valueIn(content, 'nsrmc')];
    if (firm === '' || name === '') return { code: '2004', says: '报文不完整' };
    const today = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
    const office = officeFor(valueIn(content, 'scjydz'));
    const wanted: Taxpayer = { firm, name, registeredOn: today, office, payerType: '2' };
    return { body: registrationOf(taxpayers.register(serial, content, wanted)) };
  };

  const outcome = (document: string): Reply => {
    const told = taxpayers.told(valueIn(document, 'ylsh'));
    return told ? { body: registrationOf(told) } : NOTHING;
  };

  const certificate = (document: string): Reply => {
    const found = certificates.get(valueIn(document, 'wspzhm'));
    if (!found || found.payer !== valueIn(document, 'nsrsbh')) return NOTHING;
    const { number, payer, payerName, items, paidOn, i } = found;
    const lines = items.map(({ tax, amount }) => `<mx>${elements({ zsxm: tax, je: amount.toFixed(2) })}</mx>`).join('');
    const facts = elements({ wspzhm: number, nsrsbh: asTyped(payer, i), nsrmc: lossy(payerName) });
    const rest = elements({ jkrq: dateAsTyped(paidOn, i), zfbz: found.void ? 'Y' : 'N' });
    return { body: `<wszm>${facts}<mxs>${lines}</mxs>${rest}</wszm>` };
  };

  const invoice = (document: string): Reply => {
    const found = invoices.get(valueIn(document, 'fphm'));
    if (!found || found.buyer !== valueIn(document, 'gfsbh')) return NOTHING;
    const { number, buyer, seller, amount, issuedOn, i } = found;
    const names = { fphm: number, gfsbh: asTyped(buyer, i), xfsbh: seller };
    const facts = { jshj: amount.toFixed(2), kprq: dateAsTyped(issuedOn, i), zfbz: found.void ? 'Y' : 'N' };
    return { body: `<fp>${elements({ ...names, ...facts })}</fp>` };
  };

  return { register, outcome, certificate, invoice };
};
