/** 人证核验: somebody at the window is compared with the photo of his card. No picture and no template is ever sent here: a score, against which threshold, by which device. */
import * as z from 'zod';
import { PartyId } from '../mandate.ts';
import { text } from '../text.ts';

export const FaceDevice = z.strictObject({
  id: text(60),
  version: text(60).meta({ description: '算法版本 version of the comparison' }),
});

export const identityActs = {
  'check-identity': {
    body: z
      .strictObject({
        act: z.literal('check-identity'),
        party: PartyId,
        device: FaceDevice,
        score: z.number().min(0).max(1).optional(),
        /** 设备离线: why nothing was compared. */
        offline: text(200).optional(),
      })
      .refine(({ score, offline }) => (score === undefined) !== (offline === undefined), 'score-or-offline'),
    kept: {
      threshold: z.number(),
      /** 通过, or 转人工. */
      result: z.enum(['passed', 'manual']),
    },
  },
  /** 人工核验, by an officer who is not the one at the window. */
  'confirm-identity': {
    body: z.strictObject({
      act: z.literal('confirm-identity'),
      party: PartyId,
      same: z.boolean(),
      note: text(300).meta({ description: '核验方式: how he was recognised' }),
    }),
    kept: {},
  },
} as const;
