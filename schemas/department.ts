/** 部门, 业务系统 (clients), 人员 (officers): the registry. Every item carries its version `v` and a `revision` for If-Match. */
import * as z from 'zod';
import { Role, Scope } from './access.ts';
import { CreditCode, DivisionCode, NodeId, Slug } from './identifier.ts';
import { registered } from './registered.ts';

/** A text in both languages, Chinese first. */
export const Bilingual = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) });
export type Bilingual = z.infer<typeof Bilingual>;

export const Department = z
  .strictObject({
    ...registered,
    kind: z.literal('department'),
    id: Slug,
    name: Bilingual,
    /** 简称 short name, for tables and slips. */
    short: Bilingual.optional(),
    creditCode: CreditCode,
    division: DivisionCode,
    /** 主管部门: the data authority decides disputes and manages the registry. */
    dataAuthority: z.boolean().optional(),
    contact: z.strictObject({ office: z.string().max(100), phone: z.string().max(40) }),
    /** 业务系统普查: the systems that the department is known to have, and by which client one has joined. */
    systems: z
      .array(z.strictObject({ name: Bilingual, client: Slug.optional() }))
      .max(100)
      .optional(),
  })
  .meta({ id: 'Department', description: '部门 department, as provider 提供部门 and consumer 需求部门' });
export type Department = z.infer<typeof Department>;

/** The public half of a key in JWK form (RFC 7517); extra members are kept. */
export const PublicJwk = z.looseObject({ kty: z.enum(['RSA', 'EC', 'OKP']), kid: z.string().max(100) });

export const Client = z
  .strictObject({
    ...registered,
    kind: z.literal('client'),
    id: Slug,
    department: Slug,
    name: Bilingual,
    scopes: z.array(Scope).max(20),
    /** Keys for private_key_jwt (RFC 7523); absent for the officers' console, a public client with PKCE. */
    keys: z.array(PublicJwk).max(4).optional(),
    /** 节点 of the hub that it is; absent: it is no hub, and whatever comes through it began with it. */
    node: NodeId.optional(),
  })
  .meta({ id: 'Client', description: '业务系统 department system, an OAuth 2 client' });
export type Client = z.infer<typeof Client>;

export const Officer = z
  .strictObject({
    ...registered,
    kind: z.literal('officer'),
    /** The `sub` of the officer's token. */
    id: Slug,
    department: Slug,
    name: z.string().min(1).max(60),
    post: z.string().min(1).max(60).meta({ description: '岗位 post' }),
    roles: z.array(Role).min(1).max(6),
    /** 受理点 at which the officer sits; absent: the hall itself, which looks after all its places. */
    place: Slug.optional(),
    /** 受理授权: matters and bundles that the officer may take; absent: whatever the place takes. */
    takes: z.array(Slug).max(400).optional(),
  })
  .meta({ id: 'Officer', description: '人员 officer with post and roles' });
export type Officer = z.infer<typeof Officer>;

/** Issuer of case tickets: the case layer, or its stand-in. The key stands in the registry, so rotation needs no deployment. */
export const TicketIssuer = z
  .strictObject({ ...registered, kind: z.literal('ticket-issuer'), id: Slug, key: PublicJwk })
  .meta({ id: 'TicketIssuer', description: '办件凭据签发者 issuer of case tickets' });
export type TicketIssuer = z.infer<typeof TicketIssuer>;
