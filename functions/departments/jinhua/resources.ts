/** 金华: which of Jinhua's resources answer ours, for which purpose, and what their members are called there. The only file that knows its names. */
import type { Adapter } from '#functions/exchange/adapter.ts';
import { jinhua as asked } from '#schemas/departments/jinhua.ts';
import type { Hub } from '../protocols/hub.client.ts';
import { hubAdapter } from '../protocols/hub.ts';
import type { Mapped } from '../protocols/hub-mapping.ts';

const PURPOSE = 'yongkang-house-transfer';

export const MAPPED = {
  'house-contract': {
    resource: 'housing/contract-filing',
    version: 1,
    purpose: PURPOSE,
    request: { party: 'party', contract: 'contractNumber' },
    subject: '/party',
    fields: {
      '/party': '/party',
      '/contract': '/contractNumber',
      '/unitNumber': '/unitNumber',
      '/price': '/price',
      '/signedOn': '/signedOn',
      '/state': '/state',
    },
  },
  'deed-tax': {
    resource: 'taxation/tax-certificate',
    version: 1,
    purpose: PURPOSE,
    // Outside any case there, so each question is signed.
    signed: true,
    request: { payer: 'payer', paper: 'number' },
    subject: '/payer',
    fields: {
      '/payer': '/payer',
      '/paper': '/number',
      '/taxes/*/kind': '/items/*/tax',
      '/paidOn': '/paidOn',
      '/void': '/void',
    },
  },
} as const satisfies { readonly [N in keyof typeof asked]: Mapped };

export const jinhua = (hub: Hub): Adapter => hubAdapter('jinhua', asked, MAPPED, hub);
