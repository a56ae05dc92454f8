/** 事项库 by hand: one file a body. The rest of the catalogue is generated (city/generate/matters.ts). */
import type { Matter } from '#schemas/matter.ts';
import { cityManagement } from './city-management.ts';
import { civilAffairs } from './civil-affairs.ts';
import { fire } from './fire.ts';
import { foreignTrade } from './foreign-trade.ts';
import { health } from './health.ts';
import { housing } from './housing.ts';
import { healthInsurance, humanResources } from './insurance.ts';
import { marketSupervision } from './market-supervision.ts';
import { projects } from './projects.ts';
import { publicSecurity } from './public-security.ts';
import { realEstate } from './real-estate.ts';
import { taxation } from './taxation.ts';
import { trafficPolice } from './traffic-police.ts';
import { utilities } from './utilities.ts';

export const handWritten: readonly Matter[] = [
  ...marketSupervision,
  ...fire,
  ...cityManagement,
  ...housing,
  ...realEstate,
  ...taxation,
  ...publicSecurity,
  ...trafficPolice,
  ...health,
  ...healthInsurance,
  ...humanResources,
  ...civilAffairs,
  ...projects,
  ...foreignTrade,
  ...utilities,
];
