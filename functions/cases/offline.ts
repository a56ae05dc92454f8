/** 离线草稿: taken down on paper while the network was cut, and typed when it was back. Its number is taken once at its place, for ever. */
import { problem } from '#functions/kernel/problem.ts';
import type { OpenCase } from '#schemas/case-acts/filing.ts';
import type { Holding } from './holds.ts';

/** Nowhere is the network away for longer. */
const MOST_MS = 30 * 86_400_000;

const wrong = (rule: string) => problem('unprocessable', { errors: [{ field: '/offline/writtenAt', rule }] });

/** Throws unprocessable: the slip is of later than now, or too old. */
export const assertWritten = ({ offline }: Pick<OpenCase, 'offline'>, now: number): void => {
  if (!offline) return;
  const at = Date.parse(offline.writtenAt);
  if (at > now) throw wrong('not-in-the-future');
  if (now - at > MOST_MS) throw wrong('older-than-30-days');
};

/** What the case takes when it is opened: the number of the slip, and nothing where there is none. */
export const slipOf = ({ offline, place }: Pick<OpenCase, 'offline' | 'place'>): Holding => ({
  take: offline ? [`offline\n${place}\n${offline.number}`] : [],
  free: [],
});

export const SLIP_TAKEN = (id: string) =>
  problem('conflict', {
    ...{ detail: `该离线编号已录为办件 ${id} this slip is the case ${id} already`, cause: 'offline-number-taken' },
    errors: [{ field: '/offline/number', rule: 'offline-number-taken' }],
  });
