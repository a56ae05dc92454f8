/** 资源目录 the catalogue of the sample city: a new department adds one line. */
import type { Resource } from '#schemas/resource.ts';
import { civilAffairsResources } from './civil-affairs.ts';
import { dataAuthorityResources } from './data-authority.ts';
import { healthResources } from './health.ts';
import { housingResources } from './housing.ts';
import { humanResourcesResources } from './human-resources.ts';
import { jinhuaResources } from './jinhua.ts';
import { marketSupervisionResources } from './market-supervision.ts';
import { publicSecurityResources } from './public-security.ts';
import { realEstateResources } from './real-estate.ts';
import { taxationResources } from './taxation.ts';

export const resources: readonly Resource[] = [
  ...realEstateResources,
  ...marketSupervisionResources,
  ...taxationResources,
  ...publicSecurityResources,
  ...housingResources,
  ...healthResources,
  ...civilAffairsResources,
  ...jinhuaResources,
  ...dataAuthorityResources,
  ...humanResourcesResources,
];
