/** What became of a copy, at an instant. One table of words: who made it, who redeems it and who checks it read the same. */
import type { CopyState } from '#schemas/copy.ts';
import type { StoredCopyItem } from './stored-copy.ts';

export type Dated = Pick<StoredCopyItem, 'expiresAt' | 'redeemBy' | 'redeemed' | 'token'>;

/** 待取 waiting, 已取 redeemed, 逾期未取 lapsed, 已失效 expired. */
export const copyState = ({ expiresAt, redeemBy, redeemed }: Dated, now: number): CopyState => {
  if (now >= expiresAt) return 'expired';
  if (redeemed) return 'redeemed';
  return now < redeemBy ? 'waiting' : 'lapsed';
};
