/** 共享授权 of the sample city: who may ask which resource, about whom, for which matter, which fields, until when. One file a thing 一件事. */
import type { Grant } from '#schemas/grant.ts';
import { birthEventGrants } from './grants/birth-events.ts';
import { cateringGrants } from './grants/catering.ts';
import { cateringCertificateGrants } from './grants/catering-certificates.ts';
import { civilAffairsGrants } from './grants/civil-affairs.ts';
import { existingHouseGrants } from './grants/existing-house.ts';
import { familyCertificateGrants } from './grants/family-certificates.ts';
import { flexibleWorkGrants } from './grants/flexible-work.ts';
import { healthGrants } from './grants/health.ts';
import { houseCertificateGrants } from './grants/house-certificates.ts';
import { householdGrants } from './grants/household.ts';
import { housingGrants } from './grants/housing.ts';
import { jinhuaGrants } from './grants/jinhua.ts';
import { licenceEventGrants } from './grants/licence-events.ts';
import { newbornGrants } from './grants/newborn.ts';
import { sentDownGrants } from './grants/sent-down.ts';
import { taxpayerReviewGrants } from './grants/taxpayer-review.ts';
import { titleEventGrants } from './grants/title-events.ts';

export const grants: readonly Grant[] = [
  ...existingHouseGrants,
  ...cateringGrants,
  ...housingGrants,
  ...licenceEventGrants,
  ...taxpayerReviewGrants,
  ...healthGrants,
  ...civilAffairsGrants,
  ...jinhuaGrants,
  ...sentDownGrants,
  ...cateringCertificateGrants,
  ...houseCertificateGrants,
  ...familyCertificateGrants,
  ...flexibleWorkGrants,
  ...householdGrants,
  ...newbornGrants,
  ...birthEventGrants,
  ...titleEventGrants,
];
