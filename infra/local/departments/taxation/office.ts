/** What the tax office does with the documents it is sent: checks who signs, registers, looks up. Written as such systems are: pinyin initials, codes, XML by hand. */
import type { Firm, Population } from '#city/population.ts';
import { taxCertificates } from './certificates.ts';
import { lossy, signatureOf } from './charsets.ts';
import type { Taxpayer, Taxpayers } from './taxpayers.ts';

export interface Caller {
  readonly name: string;
  readonly secret: string;
}

const WINDOW_MS = 600_000;
const SIGNS: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};
const valueIn = (document: string, name: string): string => {
  const raw = new RegExp(`<${name}>([^<]*)</${name}>`).exec(document)?.[1] ?? '';
  return raw.replace(/&(?:lt|gt|quot|apos|amp);/g, (sign) => SIGNS[sign] ?? sign);
};
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const elements = (members: Readonly<Record<string, string>>): string =>
  Object.entries(members)
    .map(([name, value]) => `<${name}>${escaped(value)}</${name}>`)
    .join('');

const answer = (code: string, says: string, body = ''): string =>
  `<taxML><head><fhm>${code}</fhm><fhxx>${says}</fhxx></head><body>${body}</body></taxML>`;
const NOTHING = answer('1001', '未查询到相关信息');

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

/** Operation and document to document. `today`: yyyy-mm-dd; `now`: epoch ms. */
export const taxOffice = (population: Population, taxpayers: Taxpayers, caller: Caller) => {
  const certificates = new Map(taxCertificates(population).map((one, i) => [one.number, { ...one, i }]));

  const unsigned = (document: string, now: number): string | undefined => {
    const [name, serial, time] = ['dyf', 'lsh', 'sj'].map((part) => valueIn(document, part));
    const stamp = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(time ?? '');
    const [, y, m, d, h, min, s] = stamp ?? [];
    const sent = Date.parse(`${y}-${m}-${d}T${h}:${min}:${s}+08:00`);
    if (!(Math.abs(now - sent) < WINDOW_MS)) return answer('2002', '时间戳无效');
    const wanted = signatureOf([caller.name, serial ?? '', time ?? '', caller.secret]);
    return name === caller.name && valueIn(document, 'qm') === wanted ? undefined : answer('2001', '签名验证失败');
  };

  const register = (document: string, now: number): string => {
    const serial = valueIn(document, 'lsh');
    const content = /<djxx>.*<\/djxx>/s.exec(document)?.[0] ?? '';
    const told = taxpayers.told(serial);
    if (told && told.content !== content) return answer('2003', '流水号重复');
    if (told) return answer('0000', '成功', registrationOf(told));
    const [firm, name] = [valueIn(content, 'shxydm'), valueIn(content, 'nsrmc')];
    if (firm === '' || name === '') return answer('2004', '报文不完整');
    const today = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
    const office = officeFor(valueIn(content, 'scjydz'));
    const wanted: Taxpayer = { firm, name, registeredOn: today, office, payerType: '2' };
    return answer('0000', '成功', registrationOf(taxpayers.register(serial, content, wanted)));
  };

  const outcome = (document: string): string => {
    const told = taxpayers.told(valueIn(document, 'ylsh'));
    return told ? answer('0000', '成功', registrationOf(told)) : NOTHING;
  };

  const certificate = (document: string): string => {
    const found = certificates.get(valueIn(document, 'wspzhm'));
    if (!found || found.payer !== valueIn(document, 'nsrsbh')) return NOTHING;
    const { number, payer, payerName, items, paidOn, i } = found;
    const lines = items.map(({ tax, amount }) => `<mx>${elements({ zsxm: tax, je: amount.toFixed(2) })}</mx>`).join('');
    const facts = elements({ wspzhm: number, nsrsbh: asTyped(payer, i), nsrmc: lossy(payerName) });
    const rest = elements({ jkrq: dateAsTyped(paidOn, i), zfbz: found.void ? 'Y' : 'N' });
    return answer('0000', '成功', `<wszm>${facts}<mxs>${lines}</mxs>${rest}</wszm>`);
  };

  return (operation: string, document: string, now: number): string => {
    const refused = unsigned(document, now);
    if (refused) return refused;
    if (operation === 'djxxts') return register(document, now);
    return operation === 'djjgcx' ? outcome(document) : certificate(document);
  };
};
