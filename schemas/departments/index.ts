/** Every department that can be asked, by its id. A new department adds one line. */
import type { AskedOf } from '../asked.ts';
import { civilAffairs } from './civil-affairs.ts';
import { dataAuthority } from './data-authority.ts';
import { health } from './health.ts';
import { housing } from './housing.ts';
import { humanResources } from './human-resources.ts';
import { jinhua } from './jinhua.ts';
import { marketSupervision } from './market-supervision.ts';
import { publicSecurity } from './public-security.ts';
import { realEstate } from './real-estate.ts';
import { taxation } from './taxation.ts';

export const askedOf = {
  'real-estate': realEstate,
  'market-supervision': marketSupervision,
  taxation,
  'public-security': publicSecurity,
  housing,
  health,
  'civil-affairs': civilAffairs,
  jinhua,
  'data-authority': dataAuthority,
  'human-resources': humanResources,
} as const satisfies Readonly<Record<string, AskedOf>>;

export type AskedDepartment = keyof typeof askedOf;
