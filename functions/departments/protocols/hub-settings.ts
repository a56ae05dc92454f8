/** How an upper hub is reached, and how this hub proves itself there: the text of its secret. */
import * as z from 'zod';
import { ResourceId, Slug } from '#schemas/identifier.ts';
import { certificates, httpAddress, networks } from './reach.ts';
import { readSecret } from './secret.ts';

/** The private half of the key that is registered there, as JWK (RFC 7517); other members are not read. */
const Key = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  kid: z.string().min(1).max(100),
  d: z.string(),
  x: z.string(),
  y: z.string(),
});
export type HubKey = z.infer<typeof Key>;

export const HubSettings = z.object({
  /** Where the hub stands. */
  base: httpAddress,
  /** As it stands in the tokens of its sign-in, and where they are had. */
  issuer: z.string().min(1).max(300),
  tokens: httpAddress,
  /** This hub's name there. */
  client: Slug,
  key: Key,
  /** What is asked for with the token; the registry there decides what is given. */
  scope: z.string().default('exchange catalogue'),
  /** By our name of a resource: its name there, where it was renamed since the mapping was written. */
  resources: z.record(Slug, ResourceId).default({}),
  networks,
  tls: certificates.default({}),
});
export type HubSettings = z.infer<typeof HubSettings>;

/** Throws an error that repeats nothing of the secret. */
export const readHubSettings = (secret: string): HubSettings => readSecret(HubSettings, secret);
