/** What an act is: which move of the case it makes, what it decides from the case as it stands, and what of the case it changes. */
import type { HubKeys } from '#functions/kernel/digest.ts';
import type { Calendars } from '#functions/kernel/workdays.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import type { CaseActor } from '#schemas/case.ts';
import type { ActBody, ActData, CaseActName, CaseEvent } from '#schemas/case-act.ts';
import type { ClockEvent } from '#schemas/case-clock.ts';
import type { Report } from '#schemas/report.ts';
import type { CaseMove, CaseRole } from './case-lifecycle.ts';
import type { Case } from './state.ts';
import type { Barred } from './tolerance.ts';

/** Everything that a decision may look at beside the case itself. */
export interface Acting {
  /** Epoch ms of the request or of the timer. */
  readonly now: number;
  readonly actor: CaseActor;
  /** What the actor is in this case, and in the task that the act names. */
  readonly as: readonly CaseRole[];
  readonly matters: IndexedMatters;
  readonly calendars: Calendars;
  /** 失信: parties of the case who may sign no commitment; looked up where one is signed. */
  readonly barred?: readonly string[];
  /** 容缺失信: who applies and broke a promise; looked up where something is promised. */
  readonly untolerated?: readonly Barred[];
  /** 报告先行: of who applies; looked up where one is wanted. */
  readonly reports?: readonly Report[];
  /** With which the hub's own receipts and offers are recognised. */
  readonly keys: HubKeys;
}

export type Happened = Pick<CaseEvent, 'n' | 'at' | 'by'>;

export interface Act<A extends CaseActName = CaseActName> {
  readonly name: A;
  /** The move that it makes; of acceptance, which of two depends on what is promised. */
  readonly move: CaseMove | ((body: ActBody<A>) => CaseMove);
  /** Other roles than the move's own may cause it. */
  readonly by?: readonly CaseRole[];
  /** What is kept of it. Throws problems; changes nothing. */
  decide(found: Case, body: ActBody<A>, acting: Acting): ActData<A>;
  /** The case after it. Never throws: what has happened is replayed for years. */
  apply(found: Case, data: ActData<A>, event: Happened): Case;
  /** What it does to clocks by itself, beside what follows from the case after it. */
  clocks?(found: Case, data: ActData<A>, acting: Acting): ClockEvent[];
}

/** For acts that keep just what was sent. */
export const asSent = <A extends CaseActName>(_: Case, body: ActBody<A>): ActData<A> => {
  const { act: _act, onBehalf: _onBehalf, ...data } = body as ActBody<A> & { onBehalf?: string };
  return data as unknown as ActData<A>;
};
