import { expect, test } from 'vitest';
import { ferryQuestions } from '#functions/departments/protocols/ferry/questions.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { seal } from '#functions/kernel/sealed.ts';
import { publicSecurity } from '#schemas/departments/public-security.ts';
import { keys } from './world.ts';

const foreign = hubKeys(JSON.stringify({ version: 2, master: 'n'.repeat(40) }));
const ASKED = JSON.stringify({
  ask: { purpose: { kind: 'standing', code: 'review' }, party: { role: 'applicant' }, fields: ['/name'] },
  question: { holder: '330784198506149995' },
  subject: '330784198506149995',
});

test('a question that no longer opens holds up no other', async () => {
  const one = (id: string, kept: Uint8Array) => ({
    id,
    resource: 'public-security/identity',
    asked: seal(kept, id, ASKED),
  });
  const questions = { waiting: async () => [one('a', foreign.kept), one('b', keys.kept)] };
  const deps = { questions, keys: async () => keys, snapshots: {} };
  const waiting = await ferryQuestions('public-security', publicSecurity, deps as never).waiting(10, 0);
  expect(waiting).toMatchObject([{ id: 'b', resource: 'identity', question: { holder: '330784198506149995' } }]);
});
