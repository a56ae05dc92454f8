/** 人脸核验: under the threshold, or without a device, a second officer looks; the case is not refused for it. */
import { problem } from '#functions/kernel/problem.ts';
import { type Act, asSent } from '../act.ts';
import { identityOf, thresholdOf } from '../identity.ts';
import { partyIn } from '../parties.ts';

export const checkIdentity: Act<'check-identity'> = {
  name: 'check-identity',
  move: 'check-identity',
  decide: (found, body, { matters }) => {
    partyIn(found, body.party);
    const threshold = thresholdOf(matters, found);
    if (threshold === undefined)
      throw problem('conflict', {
        ...{ detail: '本事项实名等级无须人脸核验 no matter of the case wants it', cause: 'identity-not-asked-for' },
      });
    // Once compared he is not compared until it fits; after a device that was down he may be.
    const before = identityOf(found, body.party);
    if (before && (before.offline === undefined || before.manual))
      throw problem('conflict', { detail: '已核验 checked before', cause: 'identity-known' });
    const passed = body.score !== undefined && body.score >= threshold;
    return { ...asSent<'check-identity'>(found, body), threshold, result: passed ? 'passed' : 'manual' };
  },
  apply: (found, check, { at, by }) => ({
    ...found,
    identities: [...found.identities, { ...check, at, by: by.id }],
  }),
};

export const confirmIdentity: Act<'confirm-identity'> = {
  name: 'confirm-identity',
  move: 'confirm-identity',
  decide: (found, body, { actor }) => {
    const check = identityOf(found, body.party);
    if (check?.result !== 'manual' || check.manual)
      throw problem('conflict', { detail: '无待人工核验 nothing waits for it', cause: 'nothing-to-confirm' });
    if (actor.kind !== 'officer' || actor.id === check.by)
      throw problem('conflict', {
        detail: '须由窗口人员以外的另一名工作人员核验 only by an officer who is not the one at the window',
        cause: 'second-officer',
      });
    return asSent<'confirm-identity'>(found, body);
  },
  apply: (found, { party, same, note }, { at, by }) => {
    const check = identityOf(found, party);
    return {
      ...found,
      identities: found.identities.map((one) =>
        one === check ? { ...one, manual: { same, note, at, by: by.id } } : one,
      ),
    };
  },
};
