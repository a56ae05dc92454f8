/** 统一出件, 送达, 办结. */
import * as z from 'zod';
import { Instant } from '../identifier.ts';
import { text } from '../text.ts';

export const outputActs = {
  'choose-output': {
    body: z.strictObject({
      act: z.literal('choose-output'),
      rule: z.enum(['all-or-nothing', 'partial']),
      onBehalf: z.string().max(40).optional(),
    }),
    kept: {},
  },
  'put-out': { body: z.strictObject({ act: z.literal('put-out') }), kept: {} },
  deliver: {
    body: z.strictObject({
      act: z.literal('deliver'),
      way: z.enum(['window', 'courier', 'electronic', 'town']),
      to: text(40).meta({ description: '当事人: id of the party' }),
      /** 签收: when it reached him, and the waybill. */
      receivedAt: Instant.optional(),
      waybill: z
        .string()
        .regex(/^[A-Z0-9]{8,30}$/, 'waybill-form')
        .optional(),
    }),
    kept: {},
  },
  close: { body: z.strictObject({ act: z.literal('close') }), kept: {} },
} as const;
