/** The questions as the ferry needs them: opened when they go out, and answered without its ever seeing who asked, or why. */
export interface WaitingQuestion {
  readonly id: string;
  /** Its name in the route. */
  readonly resource: string;
  /** Epoch ms. */
  readonly keptUntil: number;
  readonly question: unknown;
}

/** What a row says of a question: the raw answer, null for nothing known, or why there is none. */
export type Said =
  | { readonly raw: unknown }
  | { readonly failed: 'department-answer-invalid' | 'department-wrong-subject' | 'department-error' };

export interface FerryQuestions {
  /** The oldest first, without what is kept no more. */
  waiting(limit: number, now: number): Promise<readonly WaitingQuestion[]>;
  /** Takes it off the list of those that wait. Safe to repeat. */
  leave(one: WaitingQuestion): Promise<void>;
  /** Checks and keeps what is said; the first answer stays. Does nothing when the question is gone. */
  answer(id: string, now: number, say: (question: unknown) => Said): Promise<void>;
}
