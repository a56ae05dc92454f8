/** What a certificate says, as claims in a wallet; and what says so of its type. */

import type { CertificateMaster, CertificateType } from '#schemas/certificate.ts';
import { COMMON_FIELDS } from '#schemas/certificate-resource.ts';

type Json = Readonly<Record<string, unknown>>;

/** The elements of GB/T 36903 and the type's own fields; not what is computed at an instant. Each can be kept back. */
export const claimsOf = (master: CertificateMaster): Json => ({
  ...master.data,
  number: master.number,
  holders: master.holders,
  issuerName: master.issuer.name,
  issuedOn: master.issuedOn,
  validFrom: master.validFrom,
  ...(master.validUntil === undefined ? {} : { validUntil: master.validUntil }),
});

const DAY = 86_400_000;
/** Both days are whole, and Beijing's. */
export const validity = ({ validFrom, validUntil }: Pick<CertificateMaster, 'validFrom' | 'validUntil'>) => {
  const startOf = (day: string) => Date.parse(`${day}T00:00:00+08:00`);
  return { from: startOf(validFrom), ...(validUntil === undefined ? {} : { until: startOf(validUntil) + DAY }) };
};

export const typeUrl = (publicUrl: string, type: string): string => `${publicUrl}/v1/credentials/types/${type}`;

const locales = (key: 'name' | 'label', { zh, en }: { readonly zh: string; readonly en: string }) => [
  { locale: 'zh-CN', [key]: zh },
  { locale: 'en', [key]: en },
];

/** A pointer as a path of claims; null stands for every element. */
const pathOf = (pointer: string): readonly (string | null)[] =>
  pointer
    .slice(1)
    .split('/')
    .map((part) => (part === '*' ? null : part.replaceAll('~1', '/').replaceAll('~0', '~')));

/** Computed when asked, so no claim of a credential. */
const isComputed = (pointer: string): boolean => pointer === '/valid' || pointer.startsWith('/is/');

/** Type metadata of SD-JWT VC: how a wallet shows a credential of this type, in both languages. */
export const typeMetadata = (publicUrl: string, type: CertificateType): Json => ({
  vct: typeUrl(publicUrl, type.id),
  name: `${type.name.zh} ${type.name.en}`,
  display: locales('name', type.name),
  claims: [...COMMON_FIELDS, ...type.fields]
    .filter(({ pointer }) => !isComputed(pointer))
    .map(({ pointer, name }) => ({ path: pathOf(pointer), display: locales('label', name), sd: 'always' })),
});
