/** 当事人 of a case: by id, and each that did not apply with the ground on which it stands there. */
import { problem } from '#functions/kernel/problem.ts';
import type { CaseParty } from '#schemas/case.ts';
import { THIRD_PARTIES } from '#schemas/grant.ts';
import type { Case } from './state.ts';

/** Throws unprocessable. */
export const partyIn = ({ parties }: Pick<Case, 'parties'>, id: string): CaseParty => {
  const party = parties.find((one) => one.id === id);
  if (!party) throw problem('unprocessable', { errors: [{ field: '/party', rule: 'party-unknown' }] });
  return party;
};

/** 依据: of a third party always, of anybody who joins later than the application. Who applies, represents or acts for him needs none. */
const lacksGround = ({ role, ground }: CaseParty, joins: boolean): boolean =>
  ground === undefined && (joins || THIRD_PARTIES.includes(role));

/** Throws unprocessable, naming each that has none; `joins`: the one party that joins a case under way. */
export const assertGrounded = (named: { parties: readonly CaseParty[] } | { joins: CaseParty }): void => {
  const fields =
    'joins' in named
      ? [named.joins].filter((one) => lacksGround(one, true)).map(() => '/party/ground')
      : named.parties.flatMap((one, i) => (lacksGround(one, false) ? [`/parties/${i}/ground`] : []));
  if (fields.length > 0)
    throw problem('unprocessable', { errors: fields.map((field) => ({ field, rule: 'ground-missing' })) });
};
