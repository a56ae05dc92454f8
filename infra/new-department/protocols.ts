import { AGENT, MANUAL } from '#schemas/resource.ts';

/** The protocols for which there are templates (templates/<protocol>) and a shared module that speaks it. */
export interface ProtocolSpec {
  /** As the catalogue shows it to people. */
  readonly label: string;
  /** Form of the department's secret until the operator fills it in, as it stands in infra/adapters.ts. Absent: the hub calls nobody. */
  readonly secret?: (id: string) => string;
  /** Where the department's names and codes are mapped. Absent: an officer writes ours. */
  readonly mapping?: (id: string) => string;
  /** It accepts no connection: a courier carries files, an agent or an officer asks for what waits; what is asked is answered later. */
  readonly later?: 'ferried' | 'asksUs';
  /** It is asked for no more fields than may be released, so its answers hold no more. */
  readonly asksLess?: true;
}

const adapterIn = (id: string): string => `functions/departments/${id}/resources.ts`;

export const protocols = {
  rest: {
    label: 'REST',
    secret: (id) => `{ base: 'https://${id}.invalid/api', appKey: 'onetrip', signature: { kind: 'hmac-sha256' } }`,
    mapping: adapterIn,
  },
  postgresql: {
    label: 'postgresql',
    secret: (id) => `{ host: '${id}.invalid', port: 5432, database: 'front', user: 'front_ro' }`,
    mapping: adapterIn,
  },
  mysql: {
    label: 'mysql',
    secret: (id) => `{ host: '${id}.invalid', port: 3306, database: 'front', user: 'front_ro' }`,
    mapping: adapterIn,
  },
  soap: {
    label: 'SOAP',
    secret: (id) =>
      `{ address: 'https://${id}.invalid/services', caller: '永康市政务服务管理办公室', signature: { kind: 'md5-concat', charset: 'gbk' }, services: { query: { body: 'utf-8', payload: 'gb18030', base64: true } } }`,
    mapping: adapterIn,
  },
  ferry: {
    label: '摆渡文件 ferried files',
    secret: () => `{ hubKey: '', departmentKey: '', leaseSeconds: 600 }`,
    mapping: (id) => `functions/departments/${id}/sheets.ts`,
    later: 'ferried',
  },
  hub: {
    label: 'hub',
    secret: (id) =>
      `{ base: 'https://${id}.invalid', issuer: 'https://login.${id}.invalid', tokens: 'https://login.${id}.invalid/token', client: 'yongkang-hub' }`,
    mapping: adapterIn,
    asksLess: true,
  },
  // What the catalogue calls these two says who answers (schemas/resource.ts), so the labels are no free texts.
  agent: { label: AGENT, mapping: (id) => `infra/local/departments/${id}.ts`, later: 'asksUs' },
  manual: { label: MANUAL, later: 'asksUs' },
} as const satisfies Readonly<Record<string, ProtocolSpec>>;

export type Protocol = keyof typeof protocols;
