/** Identifiers with check digits. Each schema normalises nothing: what is not exact is refused, by name of its rule. */
import * as z from 'zod';

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS = '10X98765432';
const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const MOD_37_36 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Check character of a citizen identity number. `body`: the first 17 digits. Source: GB 11643-1999, ISO 7064 MOD 11-2. */
export const citizenIdCheck = (body: string): string =>
  ID_CHECKS.charAt([...body].reduce((sum, digit, i) => sum + Number(digit) * (ID_WEIGHTS[i] ?? 0), 0) % 11);

/** Check character of an organisation code. `body`: 8 characters. Source: GB 11714-1997. */
export const organisationCheck = (body: string): string => {
  const sum = [...body].reduce((s, c, i) => s + Number.parseInt(c, 36) * (ORGANISATION_WEIGHTS[i] ?? 0), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
};

/** Check character of a unified social credit code. `body`: the first 17 characters. Source: GB 32100-2015. */
export const creditCodeCheck = (body: string): string => {
  const sum = [...body].reduce((s, c, i) => s + CREDIT_ALPHABET.indexOf(c) * (3 ** i % 31), 0);
  return CREDIT_ALPHABET.charAt((31 - (sum % 31)) % 31);
};

/** Check character over [0-9A-Z]. Source: ISO/IEC 7064 MOD 37,36 (hybrid); GB/T 36904-2018 applies it to certificate identifiers. */
export const mod3736 = (body: string): string => {
  let p = 36;
  for (const character of body) {
    const s = (p + MOD_37_36.indexOf(character)) % 36 || 36;
    p = (2 * s) % 37;
  }
  return MOD_37_36.charAt((37 - p) % 36);
};

/** Check digit over digits. Source: GB/T 17710-2008, ISO/IEC 7064 MOD 11,10 (hybrid); stands in the numbers of food licences. */
export const mod1110 = (body: string): string => {
  let p = 10;
  for (const digit of body) p = (((p + Number(digit)) % 10 || 10) * 2) % 11;
  return String((11 - p) % 10);
};

const isDate = (yyyymmdd: string): boolean => {
  const [y, m, d] = [yyyymmdd.slice(0, 4), yyyymmdd.slice(4, 6), yyyymmdd.slice(6, 8)];
  const date = new Date(`${y}-${m}-${d}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${y}-${m}-${d}`);
};

/** 公民身份号码, 18 characters (GB 11643-1999). Example: 330784198802039985 (invented). */
export const CitizenId = z
  .string()
  .regex(/^[1-9]\d{16}[\dX]$/, 'citizen-id-form')
  .refine((id) => isDate(id.slice(6, 14)), 'citizen-id-date')
  .refine((id) => citizenIdCheck(id.slice(0, 17)) === id[17], 'citizen-id-check')
  .meta({ description: '公民身份号码 citizen identity number, GB 11643', example: '330784198802039985' });

/** 统一社会信用代码, 18 characters (GB 32100-2015). Example: 91330784MA000TE13N (invented). */
export const CreditCode = z
  .string()
  .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/, 'credit-code-form')
  .refine((code) => organisationCheck(code.slice(8, 16)) === code[16], 'credit-code-organisation-check')
  .refine((code) => creditCodeCheck(code.slice(0, 17)) === code[17], 'credit-code-check')
  .meta({ description: '统一社会信用代码 unified social credit code, GB 32100' });

/** A person or a firm: citizen identity number or unified social credit code. */
export const SubjectCode = z
  .union([CitizenId, CreditCode], 'subject-code')
  .meta({ description: '主体代码: 公民身份号码 or 统一社会信用代码' });

/** 外国人、无国籍人证件: state of issue (ISO 3166, three letters), a hyphen, the number. No registry of the city knows anybody under it. */
export const ForeignDocument = z
  .string()
  .regex(/^[A-Z]{3}-[A-Z0-9]{5,17}$/, { error: 'foreign-document-form', abort: true })
  .meta({ description: '外国人证件号码 number of a foreign document', example: 'XXA-P1234567' });
export const isForeign = (code: string): boolean => ForeignDocument.safeParse(code).success;

/** 不动产单元号, 28 characters: 12 parcel district, 7 parcel, 9 structure (GB/T 37346-2019). Written without spaces. */
export const UnitNumber = z
  .string()
  .regex(/^\d{12}[GJ][A-Z]\d{5}[WYFLQ]\d{8}$/, 'unit-number-form')
  .meta({ description: '不动产单元号 real-estate unit number, GB/T 37346', example: '330784001002GB00003F00010001' });

/** 行政区划代码, 6 digits (GB/T 2260). The dated list of codes in use is data: `city/divisions.ts`. */
export const DivisionCode = z.string().regex(/^[1-8]\d{5}$/, 'division-code-form');

/**
 * 电子证照标识 (GB/T 36904-2018): 1.2.156.3005.2 . TYPE(21) . ISSUER(18) . SERIAL . VERSION(3) . CHECK.
 * The check covers type, issuer, serial and version without dots and without the root.
 */
export const CERTIFICATE_ROOT = '1.2.156.3005.2';
/** Its form, wherever it stands in a text. */
export const CERTIFICATE_FORM = /1\.2\.156\.3005\.2\.[0-9A-Z]{21}\.[0-9A-Z]{6,18}\.[0-9A-Z]{1,64}\.\d{3}\.[0-9A-Z]/;
export const CertificateIdentifier = z
  .string()
  .regex(new RegExp(`^${CERTIFICATE_FORM.source}$`), 'certificate-identifier-form')
  .refine((id) => {
    const parts = id.split('.').slice(5);
    return mod3736(parts.slice(0, 4).join('')) === parts[4];
  }, 'certificate-identifier-check')
  .meta({ description: '电子证照标识 certificate identifier, GB/T 36904' });

/** A short name in lower case with hyphens: departments, resources, clients, types. */
export const Slug = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'slug')
  .max(64);

/** department/name, for example real-estate/title; certificates/<type> for a certificate type seen as a resource. */
export const ResourceId = z.string().regex(/^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/, 'resource-id');

/** 节点 a hub among hubs: a city, the province above. By custom its division code. */
export const NodeId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'node-id')
  .max(32);

/** 办件编号 as the case layer gives it. */
export const CaseId = z.string().regex(/^[A-Za-z0-9-]{1,50}$/, 'case-id');

/** 共享交换标识 and other generated identities: UUID (RFC 9562). */
export const Uuid = z.uuid();

/** A JSON Pointer (RFC 6901) to a declared leaf; `*` stands for every element of an array. Example: /titles/* /unitNumber without the space. */
export const FieldPointer = z
  .string()
  .regex(/^(\/[A-Za-z][A-Za-z0-9]*|\/\*)+$/, 'field-pointer')
  .max(120)
  .meta({ description: '字段指针 JSON Pointer to a declared leaf, * for every element', example: '/holders/*/name' });

/** Instant with offset (RFC 3339). */
export const Instant = z.iso.datetime({ offset: true }).max(40);

/** Calendar date (RFC 3339 full-date), Beijing time. */
export const PlainDate = z.iso.date();
