/** 交换回执: what the hub says of an answer that it released for a case, under its own key, so that nobody can invent what travelled. No personal data. */
import * as z from 'zod';
import { PartyRole } from './grant.ts';
import { CaseId, CertificateIdentifier, FieldPointer, Instant, ResourceId, Slug, Uuid } from './identifier.ts';
import { Level } from './resource.ts';

export const ExchangeReceipt = z
  .strictObject({
    /** The record under which it was released. */
    exchange: Uuid,
    case: CaseId,
    matter: Slug,
    consumer: Slug.meta({ description: '需求部门 department that was answered' }),
    resource: ResourceId,
    resourceVersion: z.int().min(1),
    party: PartyRole,
    fields: z.array(FieldPointer).max(200),
    found: z.boolean(),
    certificate: CertificateIdentifier.optional(),
    /** Of a certificate: as what it was released, which is never more than was granted. */
    level: Level.optional(),
    answeredAt: Instant,
    /** Version of the hub's key, a dot, and the MAC over all this, the subject and the released answer. */
    proof: z.string().regex(/^\d{1,6}\.[A-Za-z0-9_-]{43}$/, 'receipt-proof'),
  })
  .meta({ id: 'ExchangeReceipt', description: '交换回执 receipt of an answer released for a case' });
export type ExchangeReceipt = z.infer<typeof ExchangeReceipt>;
