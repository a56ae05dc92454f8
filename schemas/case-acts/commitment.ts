/** 告知承诺: decided first, on a signed commitment, and checked within its term. ZJ-2018 art. 14. */
import * as z from 'zod';
import { FileDigest } from '../file-digest.ts';
import { PlainDate, Slug } from '../identifier.ts';
import { text } from '../text.ts';
import { InspectedBy } from './inspection.ts';

const task = Slug.meta({ description: '子办件: the matter that it is about' });

export const commitmentActs = {
  'sign-commitment': {
    body: z.strictObject({
      act: z.literal('sign-commitment'),
      task,
      party: text(40).meta({ description: '承诺人: id of the party' }),
      file: FileDigest.meta({ description: '承诺书 as signed' }),
      term: z.int().min(1).max(250).optional().meta({ description: '核查期限 in working days; 60 unless set' }),
      onBehalf: text(40).optional(),
    }),
    kept: {},
  },
  'check-commitment': {
    body: z.strictObject({
      act: z.literal('check-commitment'),
      task,
      officers: InspectedBy,
      found: z.enum(['passed', 'failed']),
      text: text(2000),
      photos: z.array(FileDigest).max(20),
      rectifyBy: PlainDate.optional().meta({ description: '限期整改, when it failed for the first time' }),
    }),
    kept: { late: z.boolean().meta({ description: 'after the term for the check' }) },
  },
  'revoke-commitment': {
    body: z.strictObject({ act: z.literal('revoke-commitment'), task, reason: text(2000), basis: text(300) }),
    kept: {},
  },
  'lift-bar': {
    body: z.strictObject({ act: z.literal('lift-bar'), task, reason: text(500) }),
    kept: {},
  },
} as const;
