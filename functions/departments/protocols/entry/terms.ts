/** By when a question that is answered by hand is due, and how long it is kept: working days, counted by the rule and the calendars of the day on which it was asked. */
import { dueDate, overdueFrom } from '#functions/kernel/clocks.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { DueDate } from '#schemas/clock.ts';
import { KEPT_SECONDS, LONGEST_KEPT_SECONDS, type Question } from '#schemas/question.ts';

/** Whoever is late may still answer, and who asked has some days to fetch it. */
const AFTER_DUE_MS = 5 * 86_400_000;

/** `at`: epoch ms of the asking. */
export const dueOf = ({ clocks }: IndexedSnapshot, at: number): DueDate => dueDate(clocks, 'manual-answer', at);

/** Epoch ms. */
export const keptUntil = (due: DueDate, at: number): number =>
  Math.max(at + KEPT_SECONDS * 1000, Math.min(at + LONGEST_KEPT_SECONDS * 1000, overdueFrom(due) + AFTER_DUE_MS));

/** One that was asked of the agent, and is answered by hand now, is due as if it had been asked so from the first. */
export const dueDateOf = (snapshot: IndexedSnapshot, { due, askedAt }: Question): DueDate =>
  due ?? dueOf(snapshot, askedAt);
