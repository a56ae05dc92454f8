/** 当事人 of a case, by id. */
import { problem } from '#functions/kernel/problem.ts';
import type { CaseParty } from '#schemas/case.ts';
import type { Case } from './state.ts';

/** Throws unprocessable. */
export const partyIn = ({ parties }: Pick<Case, 'parties'>, id: string): CaseParty => {
  const party = parties.find((one) => one.id === id);
  if (!party) throw problem('unprocessable', { errors: [{ field: '/party', rule: 'party-unknown' }] });
  return party;
};
