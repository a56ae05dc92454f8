/** 委托: what an agent may do for a party of a case, and until when. */
import * as z from 'zod';
import { PlainDate } from './identifier.ts';

/** It stands in records and errors, so it holds nobody's number: not six digits in a row. */
export const PartyId = z.string().regex(/^(?!.*(?:[0-9]-?){6})[a-z][a-z0-9-]{0,30}$/, 'party-id');

/** 委托权限: 申请, 补正, 确认, 承诺, 撤回, 领取. */
export const MandateScope = z.enum(['apply', 'supplement', 'confirm', 'commit', 'withdraw', 'collect']);
export type MandateScope = z.infer<typeof MandateScope>;

/** `of`: 委托人, whose part he takes where parties apply together. */
export const Mandate = z.strictObject({
  scope: z.array(MandateScope).min(1).max(6),
  until: PlainDate,
  of: z.array(PartyId).min(1).max(10).optional(),
});
