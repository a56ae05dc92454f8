/** What a scenario is played on: the hall's interface to cases, and a clock that it moves. Tests and the command give it the same room. */
import type { CaseView } from '#schemas/case.ts';
import type { CaseAct } from '#schemas/case-act.ts';
import type { OpenCase } from '#schemas/case-acts/filing.ts';

export interface Answered {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a case, a list, or a problem
  readonly body: any;
}

export interface Who {
  /** Officer id; the integrated window unless said. */
  readonly as?: string;
  /** Idempotency-Key; one of its own unless said. */
  readonly key?: string;
}

export interface Stage {
  open(body: OpenCase, who?: Who): Promise<Answered>;
  act(id: string, body: CaseAct, who?: Who): Promise<Answered>;
  get(id: string): Promise<CaseView>;
  /** Beijing time as it is written, '2017-09-25 09:00'; what is due by then happens. */
  to(written: string): Promise<void>;
}

/** Throws when the step is not taken: a scenario that goes on without it would show something else. */
export const taken = async (step: Promise<Answered>): Promise<CaseView> => {
  const { status, body } = await step;
  if (status < 300) return body;
  throw new Error(`${status} ${body.code}: ${body.detail ?? ''} ${JSON.stringify(body.errors ?? [])}`);
};
