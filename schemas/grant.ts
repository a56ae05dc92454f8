/** 共享授权: who may ask which resource, for which purpose, which fields, until when. */
import * as z from 'zod';
import { Application } from './application.ts';
import { Bilingual } from './department.ts';
import { FieldPointer, Instant, ResourceId, Slug } from './identifier.ts';
import { Quota } from './quota.ts';
import { registered, Suspension } from './registered.ts';
import { Level } from './resource.ts';

/** 当事人角色 role of a party in a case. */
export const PartyRole = z.enum([
  'applicant',
  'legal-representative',
  'co-owner',
  'landlord',
  'spouse',
  'child',
  'employee',
  'agent',
  'seller',
  'buyer',
]);
export type PartyRole = z.infer<typeof PartyRole>;

/** Roles of persons who have not applied themselves: each has its own ground, and only yes or no is answered about it. */
export const THIRD_PARTIES: readonly PartyRole[] = ['landlord', 'co-owner', 'spouse', 'child', 'employee'];

/** A role the grant covers, on which ground, at which highest level. Third parties stand at `predicate`. */
export const GrantedParty = z.strictObject({ role: PartyRole, ground: z.string().min(1).max(200), level: Level });

/** `name`: what a citizen is told that it was for; absent, he reads the code. */
const purposeMembers = { legalBasis: z.string().max(300), name: Bilingual.optional() };
export const GrantedPurpose = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('matter'), matter: Slug, ticket: z.boolean(), ...purposeMembers }),
  z.strictObject({ kind: z.literal('standing'), code: Slug, ...purposeMembers }),
]);
export type GrantedPurpose = z.infer<typeof GrantedPurpose>;

/** 已申请, 退回补正, 待答复, 同意待提供, 生效, 暂停, 到期, 撤销, 不同意. */
export const GrantState = z.enum([
  'requested',
  'returned',
  'checked',
  'agreed',
  'active',
  'suspended',
  'expired',
  'revoked',
  'refused',
]);
export type GrantState = z.infer<typeof GrantState>;

/** Beyond asking one by one: 批量 many rows in one job, 订阅 being told of changes. */
export const GrantedUse = z.enum(['batch', 'events']);
export type GrantedUse = z.infer<typeof GrantedUse>;

export const Grant = z
  .strictObject({
    ...registered,
    /** Set when it is revoked or refused: since when, why, by whom. */
    ended: Suspension.optional(),
    /** How it was asked for and decided. Stays in the registry: nobody needs it to decide on a question. */
    application: Application.optional(),
    kind: z.literal('grant'),
    id: Slug,
    state: GrantState,
    consumer: Slug.meta({ description: '需求部门 consuming department' }),
    /** A resource id (department/name) or a certificate type (certificates/type). */
    resource: ResourceId,
    resourceVersion: z.int().min(1),
    purposes: z.array(GrantedPurpose).min(1).max(50),
    parties: z.array(GrantedParty).min(1).max(12),
    fields: z.array(FieldPointer).min(1).max(200),
    /** 配额, shared by all who ask under the grant. Absent: as often as the resource's own limit lets. */
    quota: Quota.optional(),
    uses: z.array(GrantedUse).max(2).optional(),
    /** 报文签名: each question must be signed (RFC 9421), and the signature is kept as evidence. */
    signature: z.boolean().optional(),
    from: Instant,
    until: Instant,
  })
  .refine((g) => Date.parse(g.from) < Date.parse(g.until), 'grant-from-before-until')
  .meta({ id: 'Grant', description: '共享授权 grant' });
export type Grant = z.infer<typeof Grant>;
