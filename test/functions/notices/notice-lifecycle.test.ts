import fc from 'fast-check';
import { expect, test } from 'vitest';
import { step } from '#functions/kernel/lifecycle.ts';
import { noticeLifecycle } from '#functions/notices/notice-lifecycle.ts';
import type { NoticeState } from '#schemas/notice.ts';

test('whatever is done to a notice: told is told, and no way leads back to due', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('give' as const, 'waive' as const)), (walk) => {
      let state: NoticeState = 'due';
      for (const event of walk) {
        let next: NoticeState = state;
        try {
          next = step(noticeLifecycle, state, event);
        } catch (error) {
          expect([state, event, (error as { code: string }).code]).toEqual(['given', 'waive', 'conflict']);
        }
        if (state === 'given') expect(next).toBe('given');
        expect(next === 'due').toBe(state === 'due' && next === state);
        state = next;
      }
      expect(state).toBe(walk.includes('give') ? 'given' : walk.length > 0 ? 'waived' : 'due');
    }),
  );
});
