/** 金华: what it sends down of its resources 回流, and of what a copy may be kept. */
import type { SentDown } from '../protocols/upper/mappings.ts';

export const SENT_DOWN: Readonly<Record<string, SentDown>> = {
  'house-contract': {
    purpose: 'yongkang-return',
    party: 'applicant',
    fields: ['/party', '/contract', '/unitNumber', '/signedOn', '/state'],
    copiedBy: ['/contract'],
  },
};
