/** The department systems 业务系统, one for each department, and the console through which officers sign in. Keys are added when a city starts. */
import type { Scope } from '#schemas/access.ts';
import type { Client } from '#schemas/department.ts';
import { AGENT, MANUAL } from '#schemas/resource.ts';
import { departments } from './departments.ts';
import { resources } from './resources/index.ts';

/** The public client (PKCE, no key of its own) of the officers. What an officer may do is limited by his roles. */
export const CONSOLE = 'onetrip-console';

/** The app in which holders sign in and show their certificates; it proves itself by a key of its own. */
export const HOLDER_APP = 'zheli-app';

const ASKS: readonly Scope[] = ['exchange', 'catalogue', 'certificates', 'cases'];
const PROVIDES: readonly Scope[] = [...ASKS, 'catalogue.manage', 'supervision'];
const ISSUES: readonly Scope[] = [...PROVIDES, 'certificates.issue'];

const SCOPES: Readonly<Record<string, readonly Scope[]>> = {
  // The portal and the halls are its: there citizens ask who looked at their data.
  'one-window': [...ASKS, 'supervision', 'uses'],
  'data-authority': [
    'registry',
    'registry.manage',
    'catalogue',
    'catalogue.manage',
    'supervision',
    // What the city says of somebody in the form of a credential, it says itself.
    'certificates',
    'credentials.issue',
  ],
  'real-estate': ISSUES,
  'market-supervision': ISSUES,
  'public-security': ISSUES,
  'civil-affairs': ISSUES,
  housing: ISSUES,
  health: ISSUES,
  fire: ISSUES,
  taxation: ISSUES,
};

/** Who answers later is reached by a program beside it, which speaks for its department: an agent, or the courier of a ferry. */
const beside = (id: string): readonly Scope[] => {
  const later = resources.filter(({ department, asked }) => department === id && asked === 'later');
  if (later.length === 0) return [];
  return later.some(({ protocol }) => protocol === AGENT || protocol === MANUAL) ? ['agent'] : ['ferry'];
};

export const client = (id: string, department: string, zh: string, en: string, scopes: readonly Scope[]): Client => ({
  v: 1,
  revision: 1,
  kind: 'client',
  id,
  department,
  name: { zh, en },
  scopes: [...scopes],
});

/** Whether a client proves itself by a key of its own. */
export const isSystem = (id: string): boolean => id !== CONSOLE;

/** A hub above: what it tells is brought down by our own hub, and nobody else may tell it. */
export const isAbove = (id: string): boolean =>
  resources.some(({ department, protocol }) => department === id && protocol === 'hub');

export const clients: readonly Client[] = [
  ...departments
    .filter(({ id }) => !isAbove(id))
    .map(({ id, name }) =>
      client(`${id}-system`, id, `${name.zh}业务系统`, `${name.en}: department system`, [
        ...(SCOPES[id] ?? PROVIDES),
        ...beside(id),
      ]),
    ),
  client(HOLDER_APP, 'data-authority', '浙里办', 'Zheli, the app in which citizens sign in', ['holder']),
  client(CONSOLE, 'data-authority', '数据跑腿工作台', 'OneTrip console', [
    'exchange',
    'catalogue',
    'catalogue.manage',
    'certificates',
    'certificates.issue',
    'cases',
    'registry',
    'registry.manage',
    'supervision',
    'entry',
    'reports',
    'uses',
  ]),
];
