/** Every tuple as a call of the hub's own bodies: a caller of that role and department, a grant in that state, a resource of that class. */

import { calendars } from '#city/calendars/index.ts';
import { clocks } from '#city/clocks.ts';
import { catalogueBodies } from '#functions/catalogue/bodies.ts';
import { authorise, identified } from '#functions/exchange/authorise.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import { type IndexedSnapshot, indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import { Role, type Scope, Scope as ScopeOf } from '#schemas/access.ts';
import { Grant, type GrantedUse, GrantState } from '#schemas/grant.ts';
import { Resource, ResourceState, SharingClass } from '#schemas/resource.ts';
import { ResourceInput } from '#schemas/routes/resources.ts';
import { grant as grantOfWorld, NOW, rawSnapshot, resource as resourceOfWorld } from '../functions/exchange/world.ts';
import type { Tuple } from './authorisation-oracle.ts';

const ROLES = ['system', ...Role.options] as const;
const DEPARTMENTS = ['deeds', 'housing', 'data-authority', 'taxation'] as const;
const OWNERS = ['deeds', 'taxation'] as const;
const PARTIES = ['applicant fact', 'applicant yes-no', 'landlord fact', 'landlord yes-no', 'spouse yes-no'] as const;
const FIELD_OF: Readonly<Record<string, string>> = { fact: '/unit', 'yes-no': '/seized' };

const ASKS = ['ask', 'check', 'batch', 'events'];
const OF_GRANTS = [
  'put-grant',
  'formal-check',
  'agree',
  'refuse',
  'provide',
  'suspend',
  'resume',
  'revoke',
  'dispute',
  'grant-impact',
];
const OF_RESOURCES = [
  'read-resource',
  'use',
  'put-resource',
  'draft-version',
  'deprecate',
  'suspend-resource',
  'resource-impact',
];
const OF_CLOCKS = ['calendar', 'clock'];

/** Every combination of these, as tuples. */
const product = (...axes: readonly (readonly string[])[]): string[][] =>
  axes.reduce<string[][]>((rows, axis) => rows.flatMap((row) => axis.map((value) => [...row, value])), [[]]);

const tuplesOf = (ops: readonly string[], states: readonly string[], parties: readonly string[]): Tuple[] =>
  product(ops, ROLES, DEPARTMENTS, OWNERS, SharingClass.options, states, parties).map(
    ([op = '', role = '', department = '', owner = '', sharing = '', state = '', party = '']) => ({
      op,
      role,
      department,
      owner,
      sharing,
      state,
      party,
    }),
  );

/** All of them: what does not matter to an operation is not varied for it. */
export const everyTuple = (): Tuple[] => [
  ...tuplesOf(ASKS, GrantState.options, PARTIES),
  ...tuplesOf(OF_GRANTS, GrantState.options, ['applicant fact']),
  ...tuplesOf(OF_RESOURCES, ResourceState.options, ['applicant fact']),
  ...tuplesOf(OF_CLOCKS, ['active'], ['applicant fact']),
];

const base = rawSnapshot();
const [template] = base.departments;
const [client] = base.clients;
const ALL: readonly Scope[] = ['exchange', 'catalogue', 'catalogue.manage', 'certificates'];
const own = {
  code: '306003/0001',
  format: 'json',
  condition: '履职',
  means: ['exchange', 'batch', 'events'],
  openness: 'closed',
  period: 'realtime',
} as const;
const both = { zh: '产权', en: 'Title' };

const registered = {
  departments: DEPARTMENTS.map((id) => ({
    ...template!,
    id,
    dataAuthority: id === 'data-authority' ? true : undefined,
  })),
  clients: [
    ...DEPARTMENTS.map((id) => ({ ...client!, id: `${id}-system`, department: id, scopes: [...ALL] })),
    { ...base.clients[1]!, id: 'console', scopes: [...ScopeOf.options] },
  ],
  officers: product(DEPARTMENTS, Role.options).map(([department = '', role = '']) => ({
    ...base.officers[0]!,
    id: `officer-${department}-${role}`,
    department,
    roles: [role as Role],
  })),
};

const resourceOf = ({ owner, sharing }: Tuple, state: string): Resource =>
  Resource.parse({
    ...resourceOfWorld,
    ...own,
    summary: both,
    id: `${owner}/title`,
    department: owner,
    sharing,
    legalBasis: '保密法',
    state,
  });

const grantOf = ({ owner }: Tuple, state: string): Grant =>
  Grant.parse({
    ...grantOfWorld,
    resource: `${owner}/title`,
    state,
    uses: ['batch'],
    until: '2030-01-01T00:00:00Z',
    purposes: [{ kind: 'standing', code: 'quality-check', legalBasis: '条例' }],
  });

interface Scene {
  readonly snapshot: IndexedSnapshot;
  readonly grant: Grant;
  readonly resource: Resource;
  readonly bodies: ReturnType<typeof catalogueBodies>;
}

const keys = hubKeys(JSON.stringify({ version: 1, master: 'x'.repeat(40) }));
const nothing = async () => undefined;

/** Stands still: what is put is said to be done and forgotten, so that no tuple sees what another did. */
const sceneOf = (tuple: Tuple): Scene => {
  const ofResource = OF_RESOURCES.includes(tuple.op);
  const grant = grantOf(tuple, ofResource ? 'active' : tuple.state);
  const resource = resourceOf(tuple, ofResource ? tuple.state : 'published');
  const raw = {
    ...base,
    ...registered,
    resources: [resource],
    grants: [grant],
    calendars: [...calendars],
    clockRules: [...clocks],
  };
  const snapshot = indexSnapshot(raw as typeof base);
  const items: Readonly<Record<string, (id: string) => unknown>> = {
    grant: () => grant,
    resource: (id) => (id === resource.id ? resource : undefined),
    department: (id) => snapshot.department(id),
  };
  const registry = {
    get: async (kind: string, id: string) => items[kind]?.(id),
    list: async () => ({ items: [] }),
    put: async () => 'done',
    putAll: async () => 'done',
    version: async () => 0,
  };
  const deps = {
    registry,
    published: { head: async () => ({ v: 1, version: 1, chunks: 1, digest: '' }) },
    snapshots: { current: async () => snapshot },
    keys: async () => keys,
    timers: { expireAt: nothing, endAt: nothing, overdueAt: nothing, disputeAt: nothing, recountAt: nothing },
    cases: { lately: async () => [] },
    statistics: { days: async () => [] },
    taken: { today: async () => 0 },
  };
  return {
    snapshot,
    grant,
    resource,
    bodies: catalogueBodies(deps as unknown as Parameters<typeof catalogueBodies>[0]),
  };
};

const scenes = new Map<string, Scene>();
const sceneFor = (tuple: Tuple): Scene => {
  const name = `${OF_RESOURCES.includes(tuple.op)} ${tuple.owner} ${tuple.sharing} ${tuple.state}`;
  const found = scenes.get(name) ?? sceneOf(tuple);
  scenes.set(name, found);
  return found;
};

const bodyOf = (item: object, allowed: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(item).filter(([name]) => allowed.includes(name)));
const GRANT_MEMBERS = [
  'consumer',
  'resource',
  'resourceVersion',
  'purposes',
  'parties',
  'fields',
  'uses',
  'from',
  'until',
];

/** The route of each operation and what is sent to it. */
const sent = (
  op: string,
  { grant, resource }: Scene,
): readonly [keyof Scene['bodies'], body?: unknown, more?: object] => {
  const input = bodyOf(resource, Object.keys(ResourceInput.shape));
  const year = { off: [], worked: [], estimated: true, notice: 'x' };
  const rule = { clock: 'grant-decision', scope: 'local', workdays: 5, from: '2026-01-01', legalBasis: 'x' };
  const table: Readonly<Record<string, readonly [keyof Scene['bodies'], unknown?, object?]>> = {
    'put-grant': ['putGrant', bodyOf(grant, GRANT_MEMBERS), { ifMatch: grant.revision }],
    'formal-check': ['checkForm', { outcome: 'complete' }],
    agree: ['decideGrant', { outcome: 'agreed', reason: 'x' }],
    refuse: ['decideGrant', { outcome: 'refused', reason: 'x', basis: '条例' }],
    provide: ['provideGrant', {}],
    suspend: ['suspendGrant', { reason: 'x' }],
    resume: ['resumeGrant'],
    revoke: ['revokeGrant', { reason: 'x' }],
    dispute: ['raiseDispute', { reason: '履职' }],
    'grant-impact': ['grantImpact', { event: 'revoke' }],
    'read-resource': ['getResource'],
    use: ['getUse'],
    'put-resource': ['putResource', input, { ifMatch: resource.revision }],
    'draft-version': ['putVersion', { ...input, version: 2 }, { ifMatch: 0 }],
    deprecate: ['deprecateVersion', { reason: 'x' }],
    'suspend-resource': ['suspendResource', { reason: 'x' }],
    'resource-impact': ['resourceImpact', { event: 'suspend' }],
    calendar: ['putCalendar', year, { ifMatch: 0 }],
    clock: ['putClockRule', rule, { ifMatch: 0 }],
  };
  const found = table[op];
  if (!found) throw new Error(`unheard of: ${op}`);
  return found;
};

const callerOf = ({ role, department }: Tuple) =>
  role === 'system'
    ? { clientId: `${department}-system`, subject: `${department}-system`, scopes: ScopeOf.options }
    : { clientId: 'console', subject: `officer-${department}-${role}`, scopes: ScopeOf.options };

const done = async (tuple: Tuple): Promise<boolean> => {
  const scene = sceneFor(tuple);
  const caller = callerOf(tuple);
  const [role = '', what = ''] = tuple.party.split(' ');
  const purpose = { kind: 'standing', code: 'quality-check' } as const;
  const fields = [FIELD_OF[what] ?? ''];
  const wish = { resource: scene.resource.id, purpose, role: role as 'applicant', fields, now: NOW };
  if (tuple.op === 'check') {
    const body = { resource: wish.resource, purpose, party: { role: wish.role }, fields };
    const { body: told } = await scene.bodies.checkGrant({ caller, body, now: NOW, requestId: 'r' } as never);
    return (told as { granted: boolean }).granted;
  }
  if (ASKS.includes(tuple.op)) {
    const use = tuple.op === 'ask' ? {} : { use: tuple.op as GrantedUse };
    await authorise(scene.snapshot, identified(scene.snapshot, caller, 'exchange'), { ...wish, ...use });
    return true;
  }
  const [route, body, more] = sent(tuple.op, scene);
  const [department, resource] = scene.resource.id.split('/');
  const version = tuple.op === 'draft-version' ? 2 : 1;
  const params = { grant: scene.grant.id, department, resource, version, year: '2031', rule: 'grant-decision-new' };
  await scene.bodies[route]({ caller, params, body, now: NOW, requestId: 'r', ...more } as never);
  return true;
};

/** Refusals of every kind: by scope, by department, by the state of things, by rule. */
const REFUSALS = ['forbidden', 'exchange-denied', 'conflict', 'unprocessable', 'not-found'];

export const isDone = (tuple: Tuple): Promise<boolean> =>
  done(tuple).catch((error: unknown) => {
    if (error instanceof ProblemError && REFUSALS.includes(error.code)) return false;
    throw error;
  });
