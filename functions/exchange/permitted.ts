/** 用证清单: what a certificate type lets a matter use, beside what is granted. */
import type { CertificateType } from '#schemas/certificate.ts';
import type { Purpose } from '#schemas/exchange.ts';
import type { Level } from '#schemas/resource.ts';

/** The highest level at which this matter may use the type; undefined: not at all. */
export const permittedLevel = (type: CertificateType, purpose: Purpose): Level | undefined =>
  type.permittedUse.find((use) => purpose.kind === 'matter' && use.matter === purpose.matter)?.level;
