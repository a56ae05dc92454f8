/** How a certificate type is declared. */
import type { CertificateType } from '#schemas/certificate.ts';
import { creditCodeCheck, organisationCheck } from '#schemas/identifier.ts';
import type { Level, ResourceField } from '#schemas/resource.ts';
import { matters } from '../matters.ts';

/** An invented credit code of a ministry: `organisation`, 8 characters, stands where its own organisation code would. */
export const definer = (organisation: string): string => {
  const body = `11100000${organisation}${organisationCheck(organisation)}`;
  return body + creditCodeCheck(body);
};

export const field = (
  pointer: string,
  zh: string,
  en: string,
  type: ResourceField['type'],
  sensitivity: ResourceField['sensitivity'],
): ResourceField => ({ pointer, name: { zh, en }, type, sensitivity, level: 'fields' });

export const permits = (matter: string, level: Level): CertificateType['permittedUse'][number] => {
  const name = matters.find(({ id }) => id === matter)?.name;
  return { matter, ...(name ? { name } : {}), level };
};
