/** Every adapter of the exchange: what it says of itself, and the form of the secret in which the operator puts how its department is reached. */
import type { Asked } from '#schemas/asked.ts';
import { type AskedDepartment, askedOf } from '#schemas/departments/index.ts';

export interface AdapterSpec {
  readonly says: string;
  /**
   * Without the generated member `password`: 64 characters that never fit, until the operator puts the real values. Absent where the hub
   * calls nobody and shares no key.
   */
  readonly secret?: Readonly<Record<string, unknown>>;
  /** Reserved concurrency: the most instances that ask this department at once. */
  readonly concurrency: number;
  /** The most rows of batches that this department is asked in a second; 20 unless said. */
  readonly rowsPerSecond?: number;
  /** It puts changes into front tables 前置表 that the hub reads each minute. */
  readonly frontTables?: true;
  /** It accepts no connection: files are carried to and from it (infra/ferry.ts), and the adapter looks only at what they brought. */
  readonly ferried?: true;
  /** It accepts no connection: an agent beside it asks for questions, or an officer answers them by hand (infra/agents.ts). */
  readonly asksUs?: true;
  /** It is a hub above: what it tells, and its catalogue, are brought down each minute (infra/upper.ts). */
  readonly upper?: true;
  /** Nobody is called: it answers out of what was brought down. */
  readonly keeps?: true;
}

export const adapters = {
  'real-estate': {
    says: '不动产登记',
    secret: { host: 'front-table.invalid', port: 5432, database: 'real-estate', user: 'reader' },
    concurrency: 20,
    rowsPerSecond: 50,
  },
  'market-supervision': {
    says: '市场监管',
    secret: { base: 'https://market-supervision.invalid/api', appKey: 'onetrip', signature: { kind: 'hmac-sha256' } },
    concurrency: 20,
    rowsPerSecond: 50,
  },
  taxation: {
    says: '税务',
    secret: {
      address: 'https://taxation.invalid/services',
      caller: '永康市政务服务管理办公室',
      signature: { kind: 'md5-concat', charset: 'gbk' },
      services: {
        registration: { body: 'utf-8', payload: 'gb18030', base64: true },
        certificates: { body: 'gb2312', payload: 'gb2312', base64: false },
      },
    },
    concurrency: 10,
  },
  'public-security': {
    says: '公安',
    secret: { hubKey: '', departmentKey: '', leaseSeconds: 600 },
    ferried: true,
    concurrency: 10,
  },
  housing: {
    says: '住建 (REST)',
    secret: { base: 'https://housing.invalid/api', appKey: 'onetrip', signature: { kind: 'hmac-sha256' } },
    concurrency: 10,
  },
  health: {
    says: '卫健 (agent)',
    asksUs: true,
    concurrency: 10,
  },
  'civil-affairs': {
    says: '民政 (mysql)',
    secret: { host: 'civil-affairs.invalid', port: 3306, database: 'front', user: 'front_ro' },
    frontTables: true,
    concurrency: 10,
  },
  jinhua: {
    says: '金华 (hub)',
    secret: {
      base: 'https://jinhua.invalid',
      issuer: 'https://login.jinhua.invalid',
      tokens: 'https://login.jinhua.invalid/token',
      client: 'yongkang-hub',
    },
    upper: true,
    concurrency: 10,
  },
  'data-authority': {
    says: '大数据局 (回流副本)',
    keeps: true,
    concurrency: 10,
  },
  'human-resources': {
    says: '人社 (REST)',
    secret: { base: 'https://human-resources.invalid/api', appKey: 'onetrip', signature: { kind: 'hmac-sha256' } },
    concurrency: 10,
  },
} as const satisfies Readonly<Record<AskedDepartment, AdapterSpec>>;

/** Those that are asked something at once and without effect: that can be asked in batches. */
export const batched = (Object.keys(adapters) as AskedDepartment[]).filter((name) =>
  Object.values<Asked>(askedOf[name]).some(({ kind }) => kind === undefined || kind === 'now'),
);

type Ferried = {
  [D in AskedDepartment]: (typeof adapters)[D] extends { readonly ferried: true } ? D : never;
}[AskedDepartment];
type FrontTables = {
  [D in AskedDepartment]: (typeof adapters)[D] extends { readonly frontTables: true } ? D : never;
}[AskedDepartment];
/** Those whose front tables are read. */
export const withFrontTables = (Object.keys(adapters) as AskedDepartment[]).filter(
  (name): name is FrontTables => 'frontTables' in adapters[name],
);

type AsksUs = {
  [D in AskedDepartment]: (typeof adapters)[D] extends { readonly asksUs: true } ? D : never;
}[AskedDepartment];
/** Those beside which an agent runs. */
export const askingUs = (Object.keys(adapters) as AskedDepartment[]).filter(
  (name): name is AsksUs => 'asksUs' in adapters[name],
);

type Upper = {
  [D in AskedDepartment]: (typeof adapters)[D] extends { readonly upper: true } ? D : never;
}[AskedDepartment];
/** The hubs above. */
export const uppers = (Object.keys(adapters) as AskedDepartment[]).filter(
  (name): name is Upper => 'upper' in adapters[name],
);

/** Those whose secret an operator fills in. */
export const withSecret = Object.entries<AdapterSpec>(adapters).flatMap(([name, { secret }]) =>
  secret ? [[name as AskedDepartment, secret] as const] : [],
);

/** Those that are reached by a courier. */
export const ferried = (Object.keys(adapters) as AskedDepartment[]).filter(
  (name): name is Ferried => 'ferried' in adapters[name],
);

export const adapterConcurrency = Object.fromEntries(
  Object.entries(adapters).map(([name, { concurrency }]) => [name, concurrency]),
) as Record<AskedDepartment, number>;
