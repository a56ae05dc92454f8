/** The certificate types 证照类型 of the sample city. */
import type { CertificateType } from '#schemas/certificate.ts';
import { businessLicence } from './business-licence.ts';
import { realEstateTitle } from './real-estate-title.ts';

export const certificateTypes: readonly CertificateType[] = [realEstateTitle, businessLicence];
