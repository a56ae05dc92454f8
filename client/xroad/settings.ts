/** What the gateway is told: a JSON file. Private keys stand in files of their own, beside it. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as z from 'zod';
import { Purpose } from '#schemas/exchange.ts';
import { PartyRole } from '#schemas/grant.ts';
import { FieldPointer, ResourceId, Slug } from '#schemas/identifier.ts';
import type { ClientKey } from '../sdk/index.ts';

const Part = z.string().regex(/^[A-Za-z0-9'()+,\-.=?]{1,255}$/, 'x-road-identifier');
const parts = (...lengths: readonly number[]) =>
  z
    .string()
    .refine(
      (id) => lengths.includes(id.split('/').length) && id.split('/').every((part) => Part.safeParse(part).success),
      'x-road-identifier',
    );

/** What X-Road does not say and the hub must know. */
const Standard = z.strictObject({
  purpose: Purpose.optional(),
  party: PartyRole.default('applicant'),
  /** Leaves; all that are granted unless said. */
  fields: z.array(FieldPointer).min(1).max(200).optional(),
});
export type Standard = z.infer<typeof Standard>;

/** A department system of the hub that the gateway speaks as. `keyFile`: its private key, a JWK. */
const speaker = { client: Slug, keyFile: z.string().min(1) };

const Settings = z.strictObject({
  hub: z.url(),
  issuer: z.url(),
  listen: z
    .strictObject({ host: z.string().default('127.0.0.1'), port: z.int().min(0).max(65_535).default(8080) })
    .prefault({}),
  /** Files, PEM. `ca`: who signs the certificates of the systems that call; each must then show one. */
  tls: z.strictObject({ certFile: z.string(), keyFile: z.string(), caFile: z.string().optional() }).optional(),
  /** This gateway's address as its callers know it, for descriptions. */
  url: z.url().optional(),
  instance: Part,
  memberClass: Part.default('GOV'),
  /** This server's own code, under the member that runs it. */
  securityServer: parts(4).optional(),
  /** Reads the catalogue and the registry for the directory: needs the scopes catalogue and registry, and asks nobody. */
  directory: z.strictObject(speaker),
  clients: z
    .array(
      z.strictObject({
        ...speaker,
        /** X-Road-Client as it is sent. */
        id: parts(3, 4),
        /** SHA-256 of the certificates by which it may come, hexadecimal. */
        certificates: z.array(z.string().regex(/^[0-9a-f]{64}$/)).optional(),
        /** Its questions are signed with its key (RFC 9421), as some grants demand. */
        signs: z.boolean().default(false),
        /** X-Road-Represented-Party that it may name. It gives no right: the grant is the client's own. */
        represents: z.array(parts(1, 2)).default([]),
        /** By department/resource; `*` for all others. */
        services: z.record(z.union([ResourceId, z.literal('*')]), Standard).default({}),
      }),
    )
    .min(1),
  /** Departments under further names, with the services they have there: code to the resource's own name. */
  aliases: z.array(z.strictObject({ id: parts(4), department: Slug, services: z.record(Part, Slug) })).default([]),
});
export type XRoadSettings = z.infer<typeof Settings> & { readonly folder: string };

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/** Who may be heard from other machines must be known by more than a header that anybody can write. */
const protectedWell = ({ listen, tls, clients }: z.infer<typeof Settings>): boolean =>
  LOOPBACK.includes(listen.host) ||
  (tls?.caFile !== undefined && clients.every(({ certificates }) => certificates?.length));

/** JSON.parse repeats what it could not read. */
const parsedJson = (text: string, what: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${what} is no JSON`);
  }
};

/** Where and by which rule; never what stands there. */
const broken = ({ path, message, code }: z.core.$ZodIssue): string =>
  `/${path.join('/')} ${/^[a-z-]{1,40}$/.test(message) ? message : code}`;

/** Throws one line that repeats nothing of the file. */
export const readSettings = (path: string): XRoadSettings => {
  const parsed = Settings.safeParse(parsedJson(readFileSync(path, 'utf8'), 'the file of settings'), {
    reportInput: false,
  });
  if (!parsed.success) throw new Error(`the settings break: ${parsed.error.issues.map(broken).join(', ')}`);
  if (!protectedWell(parsed.data))
    throw new Error('listening beyond this machine needs tls.caFile, and certificates of every client');
  return { ...parsed.data, folder: dirname(resolve(path)) };
};

const Key = z.looseObject({ kty: z.string(), kid: z.string() });

/** `file`: relative to the settings. */
export const readKey = ({ folder }: Pick<XRoadSettings, 'folder'>, file: string): ClientKey => {
  const parsed = Key.safeParse(parsedJson(readFileSync(resolve(folder, file), 'utf8'), 'a key'), {
    reportInput: false,
  });
  if (!parsed.success) throw new Error('a key is no JWK with a kid');
  return parsed.data as ClientKey;
};
