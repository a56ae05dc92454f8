/** 受理: notice, acceptance, tolerance, and the ends before anything is decided. */
import * as z from 'zod';
import { Instant, PlainDate } from '../identifier.ts';
import { MaterialKey } from '../material.ts';
import { text } from '../text.ts';
import { ToleranceBar } from '../tolerance.ts';

/** One thing that is missing or wrong: a material, a field of the form, or of a task that is returned something of the place. */
export const NoticeItem = z.strictObject({ item: text(130), what: text(300) });
export type NoticeItem = z.infer<typeof NoticeItem>;

/** 书面理由: why a case ends that nobody decided, and the article. */
const because = { reason: text(600), basis: text(300) };

export const acceptanceActs = {
  'give-notice': {
    body: z.strictObject({
      act: z.literal('give-notice'),
      items: z.array(NoticeItem).min(1).max(60),
      due: PlainDate,
      /** Of a supervisor, where the notice names what lay there before. */
      reason: text(300).optional(),
    }),
    kept: {},
  },
  accept: {
    body: z.strictObject({
      act: z.literal('accept'),
      /** 容缺: what may follow, which the applicant has promised. */
      promises: z.array(MaterialKey).max(20).optional(),
    }),
    kept: { promised: z.array(z.strictObject({ material: MaterialKey, due: PlainDate })) },
  },
  'deem-accepted': {
    body: z.strictObject({ act: z.literal('deem-accepted') }),
    /** 收到 from when it counts, until when the hall might have spoken, by which article. The first events lack them. */
    kept: { receivedAt: Instant.optional(), due: PlainDate.optional(), basis: text(300).optional() },
  },
  refuse: {
    body: z.strictObject({ act: z.literal('refuse'), ...because }),
    kept: {},
  },
  'deem-withdrawn': { body: z.strictObject({ act: z.literal('deem-withdrawn') }), kept: because },
  'extend-promise': {
    body: z.strictObject({
      act: z.literal('extend-promise'),
      material: MaterialKey,
      due: PlainDate,
      reason: text(300),
    }),
    kept: {},
  },
  'revoke-acceptance': {
    body: z.strictObject({ act: z.literal('revoke-acceptance'), ...because }),
    kept: {},
  },
  'lapse-promise': {
    body: z.strictObject({ act: z.literal('lapse-promise'), material: MaterialKey }),
    /** `bar`: where a local rule says so. */
    kept: { ...because, bar: ToleranceBar.optional() },
  },
  /** 解除容缺限制, by a supervisor of the hall, who says why. */
  'lift-tolerance-bar': {
    body: z.strictObject({ act: z.literal('lift-tolerance-bar'), reason: text(500) }),
    kept: {},
  },
} as const;
