/** 税源核查: the tax office compares what a firm declares with its licence. Outside any case, so every question is signed. */
import type { Grant } from '#schemas/grant.ts';
import { grant, own } from './declare.ts';

export const taxpayerReviewGrants: readonly Grant[] = [
  {
    ...grant('taxation-licence-review', 'taxation', 'market-supervision/licence', {
      purposes: [
        { kind: 'standing', code: 'taxpayer-review', legalBasis: '税收征收管理法第六条、第十五条；政务数据共享条例' },
      ],
      parties: [own('applicant')],
      fields: ['/firm', '/name', '/kind', '/address', '/scope', '/state'],
    }),
    signature: true,
  },
];
