/** What a deployment may choose, as CDK context: `cdk deploy -c issuer=https://… -c audience=…`. Defaults stand here and nowhere else. */
import { readFileSync } from 'node:fs';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Node } from 'constructs';
import * as z from 'zod';
import { NodeId } from '#schemas/identifier.ts';
import { adapterConcurrency } from './adapters.ts';
import { functionNames } from './functions.ts';

/** Context comes as text from the command line and as JSON from cdk.json. */
const json = (value: unknown): unknown =>
  typeof value === 'string' && /^[[{\dtf]/.test(value) ? tryJson(value) : value;
const tryJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
const flag = (standard: boolean) => z.preprocess(json, z.boolean()).default(standard);
const count = (standard: number, most?: number) =>
  z.preprocess(json, most === undefined ? z.int().min(1) : z.int().min(1).max(most)).default(standard);

/** CloudWatch keeps logs for some numbers of days and refuses every other while deploying; 9999 is CDK's word for ever. */
const LOG_DAYS = Object.values(RetentionDays).filter(
  (days) => typeof days === 'number' && days < 9999,
) as RetentionDays[];

/** Under .invalid nothing ever answers: templates can be made without an issuer, and not deployed by mistake with somebody's. */
export const INVENTED_ISSUER = 'https://login.example.invalid/onetrip';

export const Settings = z
  .object({
    /** Prefix of the stacks, and in lower case of the functions: two hubs in one account differ in it. */
    name: z
      .string()
      .regex(/^[A-Z][A-Za-z0-9]{0,20}$/)
      .default('OneTrip'),
    partition: z.enum(['aws', 'aws-cn']).default('aws'),
    /** Where the deployer's profile points when absent; in China cn-north-1. */
    region: z.string().optional(),
    issuer: z.url().default(INVENTED_ISSUER),
    audience: z.string().min(1).default('onetrip'),
    /** The officers' console at that issuer: a public client with PKCE, whose redirect is <the hub>/console/callback. */
    consoleClient: z.string().min(1).max(200).default('onetrip-console'),
    /** Where the issuer's token endpoint stands, if elsewhere than the issuer: browsers must be told. */
    tokenOrigin: z.url().optional(),
    /** Address that citizens and QR codes use; the API's own address when absent. */
    publicUrl: z.url().optional(),
    /** A name of the hub's own, with its certificate in ACM; the operator points it at the API. */
    domain: z
      .string()
      .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)
      .optional(),
    domainCertificate: z
      .string()
      .regex(/^arn:aws(-cn)?:acm:/)
      .optional(),
    /** Mutual TLS: the authorities of those who may call, PEM in S3. The API's own address is closed then. */
    truststore: z
      .string()
      .regex(/^s3:\/\/[^/]+\/.+$/)
      .optional(),
    /** In China an API without authorizer needs an ICP filing; a hub that has none leaves its public routes out. */
    publicRoutes: flag(true),
    /** This hub among hubs, as it stands in the events that it passes on: by custom the code of its division. */
    node: NodeId.default('330784'),
    /** Where webhooks may go beside public addresses: "none", or networks (CIDR) with commas between. */
    webhookNetworks: z
      .string()
      .regex(/^(none|[\da-f.:/]+(,[\da-f.:/]+)*)$/)
      .default('none'),
    runtime: z.string().default('nodejs24.x'),
    architecture: z.enum(['arm64', 'x86_64']).default('arm64'),
    /** Reserved concurrency by function; "{}" reserves nothing (a new account has too little to reserve from). */
    concurrency: z.preprocess(json, z.partialRecord(z.enum(functionNames), z.int().min(1))).default({
      ...adapterConcurrency,
      'due-drain': 1,
      'events-deliver': 10,
      'jinhua-down': 1,
      'uses-beat': 1,
      'statistics-roll-up': 1,
    }),
    /** Days of logs. The Cybersecurity Law demands six months at least. */
    logDays: z.preprocess(json, z.literal(LOG_DAYS)).default(365),
    /** Object Lock of certificates. Compliance cannot be undone by anybody, so a hub in real use chooses it, a trial does not. */
    lockMode: z.enum(['governance', 'compliance']).default('governance'),
    /** S3 takes a hundred at most. */
    lockYears: count(10, 100),
    /** Requests per second over all routes, and over each public one. */
    rate: count(500),
    publicRate: count(50),
    bundle: flag(true),
    nag: flag(true),
  })
  .refine(
    (one) => (one.domain === undefined) === (one.domainCertificate === undefined),
    'domain and domainCertificate go together',
  )
  .refine((one) => one.truststore === undefined || one.domain !== undefined, 'truststore: mutual TLS needs a domain');
export type Settings = z.infer<typeof Settings>;

/** The context of cdk.json, so that `node infra/app.ts` and the tests make what `cdk synth` makes. */
export const projectContext = (): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8')).context;

/** Throws one readable line when a value is not allowed. */
export const readSettings = (node: Node): Settings => {
  const given = Object.fromEntries(Object.keys(Settings.shape).map((key) => [key, node.tryGetContext(key)]));
  const read = Settings.safeParse(given);
  if (!read.success) throw new Error(`context is not allowed:\n${z.prettifyError(read.error)}`);
  return read.data;
};
