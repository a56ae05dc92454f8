/** 共同申请: another of those who apply together signs what was filed, for himself or by his agent. */
import { problem } from '#functions/kernel/problem.ts';
import { type Act, asSent } from '../act.ts';
import { namely } from '../form-fields.ts';
import { agreedFields, jointIn } from '../joint.ts';
import { partyIn } from '../parties.ts';

export const joinApplication: Act<'join-application'> = {
  name: 'join-application',
  move: 'join-application',
  decide: (found, body, { matters }) => {
    const { role } = partyIn(found, body.onBehalf);
    if (!jointIn(matters, found).some(({ roles }) => role === 'agent' || roles.includes(role)))
      throw problem('unprocessable', { errors: [{ field: '/onBehalf', rule: 'applies-not-together' }] });
    const fields = agreedFields(matters, found);
    const errors = [
      ...fields
        .filter((field) => body.agreed[field] !== found.form[field])
        .map((field) => [field, body.agreed[field] === undefined ? 'field-missing' : 'parties-differ'] as const),
      ...Object.keys(body.agreed)
        .filter((field) => !fields.includes(field))
        .map((field) => [namely(field), 'nothing-to-agree'] as const),
    ].map(([field, rule]) => ({ field: `/agreed/${field}`, rule }));
    if (errors.length > 0) throw problem('unprocessable', { errors: errors.slice(0, 60) });
    return asSent<'join-application'>(found, body);
  },
  // Said again, the last word counts.
  apply: (found, { agreed }, { at, by: { onBehalf = '' } }) => ({
    ...found,
    joined: [...found.joined.filter(({ party }) => party !== onBehalf), { party: onBehalf, agreed, at }],
  }),
};
