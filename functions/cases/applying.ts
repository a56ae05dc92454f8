/** 申请人: each stands in the case once, and is of the kind that the matter is for; by an agent only where there is one. */
import { problem } from '#functions/kernel/problem.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import { APPLYING, type CaseChannel, type CaseParty, type CaseSubject } from '#schemas/case.ts';
import { CreditCode } from '#schemas/identifier.ts';
import { askedOf } from './form-fields.ts';

const isTwice = ({ role, code }: CaseParty, i: number, all: readonly CaseParty[]): boolean =>
  all.findIndex((one) => one.role === role && one.code === code) < i;

/** Who founds a firm is a person still, so only a firm can be of the wrong kind. */
const isForPersons = (matters: IndexedMatters, subject: CaseSubject, day: string): boolean =>
  askedOf(matters, subject, day).every(({ audience }) => audience === 'persons');

const isFirm = ({ code }: CaseParty): boolean => CreditCode.safeParse(code).success;

interface Application {
  readonly subject: CaseSubject;
  readonly channel: CaseChannel;
  readonly parties: readonly CaseParty[];
}

/** Throws unprocessable, naming each party that stands there already in the same role, and each firm that applies for what is for persons. */
export const assertApplying = (
  matters: IndexedMatters,
  { subject, channel, parties }: Application,
  day: string,
): void => {
  const persons = isForPersons(matters, subject, day);
  const errors = parties.flatMap((one, i) => [
    ...(isTwice(one, i, parties) ? [{ field: `/parties/${i}`, rule: 'party-twice' }] : []),
    ...(persons && APPLYING.includes(one.role) && isFirm(one)
      ? [{ field: `/parties/${i}/code`, rule: 'for-persons-only' }]
      : []),
  ]);
  if (channel === 'agent' && !parties.some(({ role }) => role === 'agent'))
    errors.push({ field: '/channel', rule: 'agent-missing' });
  if (errors.length > 0) throw problem('unprocessable', { errors });
};
