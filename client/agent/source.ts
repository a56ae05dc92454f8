/** Where answers come from: one local source for each resource. */
import type { AskContext } from '#functions/exchange/adapter.ts';

/** It was asked and has not answered yet; it is asked again later. */
export const LATER: unique symbol = Symbol('later');

export interface Source {
  /**
   * The answer, null when nothing is known of whom it is about. `id`: of the question, the same at every repeat. Throws TransientFailure when
   * the source was not reached, else a problem department-*: what it says itself goes nowhere.
   */
  ask(question: unknown, id: string, context: AskContext): Promise<unknown | null | typeof LATER>;
  /** The hub has the answer: what lies about for this question may go. Safe to repeat. */
  settled?(id: string): Promise<void>;
  close(): Promise<void>;
}
