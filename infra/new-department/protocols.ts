/** The protocols for which there are templates (templates/<protocol>) and a shared module that speaks it. */
export interface ProtocolSpec {
  /** As the catalogue shows it to people. */
  readonly label: string;
  /** Form of the department's secret until the operator fills it in, as it stands in infra/adapters.ts. */
  readonly secret: (id: string) => string;
}

export const protocols = {
  rest: {
    label: 'REST',
    secret: (id) => `{ base: 'https://${id}.invalid/api', appKey: 'onetrip', signature: { kind: 'hmac-sha256' } }`,
  },
  postgresql: {
    label: 'postgresql',
    secret: (id) => `{ host: '${id}.invalid', port: 5432, database: 'front', user: 'front_ro' }`,
  },
} as const satisfies Readonly<Record<string, ProtocolSpec>>;

export type Protocol = keyof typeof protocols;
