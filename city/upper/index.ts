/** Jinhua 金华 as a hub starts with it: who stands in its registry. */
import type { Scope } from '#schemas/access.ts';
import type { Client } from '#schemas/department.ts';
import type { RegistryItem } from '#schemas/snapshot.ts';
import { calendars } from '../calendars/index.ts';
import { client } from '../clients.ts';
import { clocks } from '../clocks.ts';
import { BELOW, upperDepartments } from './departments.ts';
import { upperGrants } from './grants.ts';
import { upperResources } from './resources.ts';

/** The hub below, as Jinhua's sign-in knows it. */
export const HUB_BELOW = 'yongkang-hub';

const PROVIDES: readonly Scope[] = ['exchange', 'catalogue', 'catalogue.manage', 'supervision'];
const MANAGES: readonly Scope[] = ['registry', 'registry.manage', 'catalogue', 'catalogue.manage', 'supervision'];

const upperClients: readonly Client[] = [
  client('data-authority-system', 'data-authority', '金华市公共数据平台', 'Jinhua data platform', MANAGES),
  client('housing-system', 'housing', '金华市房产交易系统', 'Jinhua housing system', PROVIDES),
  client('taxation-system', 'taxation', '金华市税务系统', 'Jinhua tax system', PROVIDES),
  {
    ...client(HUB_BELOW, BELOW, '永康市数据跑腿枢纽', 'The hub of Yongkang', ['exchange', 'catalogue', 'supervision']),
    node: '330784',
  },
];

export const jinhua: {
  readonly departments: typeof upperDepartments;
  readonly clients: readonly Client[];
  readonly officers: readonly [];
  readonly items: readonly RegistryItem[];
} = {
  departments: upperDepartments,
  clients: upperClients,
  officers: [],
  items: [...calendars, ...clocks, ...upperResources, ...upperGrants],
};
