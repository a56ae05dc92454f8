/** The life of a task 子办件. A return never leaves its own task: what runs beside it goes on. */
import { lifecycle } from '#functions/kernel/lifecycle.ts';
import { TaskState } from '#schemas/case.ts';

export const taskLifecycle = lifecycle({
  name: 'task',
  states: TaskState.options,
  initial: ['waiting', 'open'],
  final: ['ended'],
  events: {
    // 前序办结: everything that it waits for is completed in writing.
    open: { by: ['hub'], moves: { waiting: 'open' } },
    begin: { by: ['body'], moves: { open: 'in-progress', 'in-progress': 'in-progress' } },
    'give-opinion': {
      by: ['body'],
      // 预审: looked at before its turn, decided after it.
      moves: { waiting: 'waiting', open: 'in-progress', 'in-progress': 'in-progress' },
    },
    'return-task': { by: ['body'], moves: { open: 'returned', 'in-progress': 'returned', returned: 'returned' } },
    'resume-task': { by: ['body', 'applicant'], moves: { returned: 'in-progress' } },
    'pause-clock': {
      by: ['body'],
      moves: { open: 'in-progress', 'in-progress': 'in-progress', returned: 'returned' },
    },
    'resume-clock': { by: ['body'], moves: { 'in-progress': 'in-progress', returned: 'returned' } },
    'extend-clock': {
      by: ['body'],
      moves: { open: 'open', 'in-progress': 'in-progress', returned: 'returned' },
    },
    // Looked at, asked about, handed on: nothing of it is a step of its own.
    attend: {
      by: ['body', 'supervisor'],
      moves: { waiting: 'waiting', open: 'open', 'in-progress': 'in-progress', returned: 'returned' },
    },
    'check-commitment': { by: ['body'], moves: { approved: 'approved' } },
    'correct-to-approval': { by: ['body'], moves: { approved: 'approved', denied: 'approved' } },
    'correct-to-denial': { by: ['body'], moves: { approved: 'denied', denied: 'denied' } },
    approve: { by: ['body'], moves: { open: 'approved', 'in-progress': 'approved' } },
    // What stands against it at all needs no earlier result: a house that is seized.
    deny: { by: ['body'], moves: { waiting: 'denied', open: 'denied', 'in-progress': 'denied' } },
    'record-result': { by: ['body'], moves: { approved: 'approved' } },
    end: {
      by: ['hub'],
      moves: { waiting: 'ended', open: 'ended', 'in-progress': 'ended', returned: 'ended', approved: 'ended' },
    },
  },
});
export type TaskMove = keyof typeof taskLifecycle.events;
