/** The protocols for which there are templates (templates/<protocol>) and a shared module that speaks it. */
export interface ProtocolSpec {
  /** As the catalogue shows it to people. */
  readonly label: string;
  /** Form of the department's secret until the operator fills it in, as it stands in infra/adapters.ts. */
  readonly secret: (id: string) => string;
  /** Where the department's names and codes are mapped, in functions/departments/<name>. */
  readonly mapping: 'resources.ts' | 'sheets.ts';
  /** It accepts no connection: a courier carries files, and what is asked is answered later. */
  readonly ferried?: true;
}

export const protocols = {
  rest: {
    label: 'REST',
    secret: (id) => `{ base: 'https://${id}.invalid/api', appKey: 'onetrip', signature: { kind: 'hmac-sha256' } }`,
    mapping: 'resources.ts',
  },
  postgresql: {
    label: 'postgresql',
    secret: (id) => `{ host: '${id}.invalid', port: 5432, database: 'front', user: 'front_ro' }`,
    mapping: 'resources.ts',
  },
  mysql: {
    label: 'mysql',
    secret: (id) => `{ host: '${id}.invalid', port: 3306, database: 'front', user: 'front_ro' }`,
    mapping: 'resources.ts',
  },
  soap: {
    label: 'SOAP',
    secret: (id) =>
      `{ address: 'https://${id}.invalid/services', caller: '永康市政务服务管理办公室', signature: { kind: 'md5-concat', charset: 'gbk' }, services: { query: { body: 'utf-8', payload: 'gb18030', base64: true } } }`,
    mapping: 'resources.ts',
  },
  ferry: {
    label: '摆渡文件 ferried files',
    secret: () => `{ hubKey: '', departmentKey: '', leaseSeconds: 600 }`,
    mapping: 'sheets.ts',
    ferried: true,
  },
} as const satisfies Readonly<Record<string, ProtocolSpec>>;

export type Protocol = keyof typeof protocols;
