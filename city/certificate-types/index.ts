/** The certificate types 证照类型 of the sample city. A new one is a file beside this and a line here. */
import type { CertificateType } from '#schemas/certificate.ts';
import { businessLicence } from './business-licence.ts';
import { drainagePermit } from './drainage-permit.ts';
import { fireCheckOpinion } from './fire-check-opinion.ts';
import { foodLicence } from './food-licence.ts';
import { healthCertificate } from './health-certificate.ts';
import { identityFacts } from './identity-facts.ts';
import { marriageCertificate } from './marriage-certificate.ts';
import { organisationCode } from './organisation-code.ts';
import { realEstateTitle } from './real-estate-title.ts';
import { residenceRegistration } from './residence-registration.ts';
import { taxPayment } from './tax-payment.ts';

export const certificateTypes: readonly CertificateType[] = [
  realEstateTitle,
  businessLicence,
  foodLicence,
  taxPayment,
  identityFacts,
  residenceRegistration,
  healthCertificate,
  marriageCertificate,
  fireCheckOpinion,
  drainagePermit,
  organisationCode,
];
