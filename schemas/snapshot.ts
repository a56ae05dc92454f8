/** The snapshot: registry, grants, resources, ticket issuers and revoked cases, versioned, held in memory by every function that decides. */
import * as z from 'zod';
import { Calendar } from './calendar.ts';
import { Claim } from './catalogue.ts';
import { CertificateType } from './certificate.ts';
import { ClockRule } from './clock.ts';
import { Client, Department, Officer, TicketIssuer } from './department.ts';
import { Dispute } from './dispute.ts';
import { Doubt, DoubtMark, OpenDoubt } from './doubt.ts';
import { Grant } from './grant.ts';
import { CaseId, Instant } from './identifier.ts';
import { Resource, ResourceVersion } from './resource.ts';
import { Threshold } from './threshold.ts';

/** A case that ended before its tickets ran out; counts until the last of them has. Later only fetches ask, one by one (case-ends.store.ts). */
export const RevokedCase = z.strictObject({
  v: z.literal(1),
  revision: z.int().min(1),
  kind: z.literal('revoked-case'),
  id: CaseId,
  until: Instant,
});
export type RevokedCase = z.infer<typeof RevokedCase>;

/** An item of the registry, by kind. */
export const RegistryItem = z.discriminatedUnion('kind', [
  Department,
  Client,
  Officer,
  TicketIssuer,
  Resource,
  Grant,
  CertificateType,
  RevokedCase,
  Doubt,
  OpenDoubt,
  Calendar,
  ClockRule,
  ResourceVersion,
  Claim,
  Dispute,
  Threshold,
]);
export type RegistryItem = z.infer<typeof RegistryItem>;

export const Snapshot = z.strictObject({
  v: z.literal(1),
  version: z.int(),
  departments: z.array(Department),
  clients: z.array(Client),
  officers: z.array(Officer),
  issuers: z.array(TicketIssuer),
  resources: z.array(Resource),
  grants: z.array(Grant),
  certificateTypes: z.array(CertificateType),
  /** Cases that ended while a ticket may still be used. */
  revokedCases: z.array(z.string()),
  /** Left out while there are none: functions of the release before refuse a member that they do not know. */
  calendars: z.array(Calendar).min(1).optional(),
  openDoubts: z.array(DoubtMark).min(1).optional(),
  clockRules: z.array(ClockRule).min(1).optional(),
  /** Deprecated versions that are still answered, beside the current ones. */
  versions: z.array(ResourceVersion).min(1).optional(),
  thresholds: z.array(Threshold).min(1).optional(),
});
export type Snapshot = z.infer<typeof Snapshot>;
