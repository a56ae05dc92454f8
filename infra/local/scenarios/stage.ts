/** What a scenario is played on: the hall's interface to cases, and a clock that it moves. Tests and the command give it the same room. */
import type { CaseView } from '#schemas/case.ts';
import type { CaseAct } from '#schemas/case-act.ts';
import type { OpenCase } from '#schemas/case-acts/filing.ts';
import type { IssueRequest } from '#schemas/certificate.ts';
import type { DoubtReport } from '#schemas/doubt.ts';
import type { Prefill } from '#schemas/prefill.ts';
import type { Publish } from '#schemas/published.ts';
import type { ReportPush } from '#schemas/report.ts';
import type { Subscribe } from '#schemas/subscription.ts';

/** Officer of the integrated window. */
export const XU = 'officer-xu-qing';

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

/** A question about a party of the case, put to a department under a ticket of the case. */
export interface Question {
  readonly matter: string;
  readonly resource: string;
  readonly party: string;
  readonly fields: readonly string[];
  /** What is asked beside whom it is about. */
  readonly request?: Readonly<Record<string, unknown>>;
}

/** A stage on which departments can be asked too. */
export interface AskingStage extends Stage {
  ask(id: string, question: Question, who?: Who): Promise<Answered>;
  /** 免填单 as it stands. */
  prefill(id: string): Promise<Prefill['fields']>;
  /** From now on the register says this of him. */
  say(resource: string, code: string, answer: object): void;
  /** 检测报告: pushed from a service point. */
  push(report: ReportPush, who?: Who): Promise<Answered>;
  /** 签发: a department's system puts a certificate into the library. */
  issue(request: IssueRequest, who: Required<Who>): Promise<Answered>;
  /** 疑义: reported to the owner of the data. */
  doubt(report: DoubtReport, who?: Who): Promise<Answered>;
}

/** A stage on which a department's system tells of a change, and others have subscribed to it. */
export interface TellingStage extends AskingStage {
  subscribe(body: Subscribe, who: Required<Who>): Promise<Answered>;
  publish(resource: string, event: Publish, who: Required<Who>): Promise<Answered>;
}

/** Throws when the step is not taken: a scenario that goes on without it would show something else. */
export const taken = async (step: Promise<Answered>): Promise<CaseView> => {
  const { status, body } = await step;
  if (status < 300) return body;
  throw new Error(`${status} ${body.code}: ${body.detail ?? ''} ${JSON.stringify(body.errors ?? [])}`);
};
