/** 亮证: what a holder draws to show his certificate, and what is asked with it. */
import * as z from 'zod';
import { PullRequest } from './certificate.ts';
import { Purpose } from './exchange.ts';
import { PartyRole } from './grant.ts';
import { Instant } from './identifier.ts';

/** What a holder shows 亮证码: whoever scans it reads what he is granted, once. */
export const ShowCode = z.strictObject({ code: z.string(), expiresAt: Instant }).meta({ id: 'ShowCode' });
export type ShowCode = z.infer<typeof ShowCode>;

export const ShownRequest = z
  .strictObject({
    code: z.string().min(1).max(64),
    purpose: Purpose,
    party: z.strictObject({ role: PartyRole }),
    fields: PullRequest.shape.fields,
    level: PullRequest.shape.level,
  })
  .meta({ id: 'ShownRequest' });
export type ShownRequest = z.infer<typeof ShownRequest>;
