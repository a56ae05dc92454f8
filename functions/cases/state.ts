/** A case in memory: what follows from its events, and nothing else. */
import type {
  CaseActor,
  CaseChannel,
  CaseParty,
  CaseState,
  CaseSubject,
  CaseVisit,
  Decision,
  FormValues,
  HandedIn,
  Receipt,
  TaskResult,
  TaskState,
} from '#schemas/case.ts';
import type { Pins, PlannedTask } from '#schemas/case-acts/filing.ts';
import type { ClockEvent } from '#schemas/case-clock.ts';
import type { LevyOrder } from '#schemas/levy.ts';
import type { Answers } from '#schemas/situation.ts';

export interface Opinion {
  readonly opinion: 'agree' | 'disagree' | 'more';
  readonly text: string;
  readonly at: number;
  readonly by: string;
}

export interface Task extends PlannedTask {
  readonly state: TaskState;
  /** Epoch ms at which its clock began: acceptance, or the written completion of what it waited for. */
  readonly openedAt?: number;
  readonly officer?: string;
  readonly opinions: readonly Opinion[];
  readonly decision?: {
    readonly decision: Decision;
    readonly at: number;
    readonly by: string;
    readonly reason?: string;
  };
  readonly result?: TaskResult;
  readonly levied?: {
    readonly day: string;
    readonly order: LevyOrder;
    readonly receipts: readonly Receipt[];
    /** Epoch ms. */
    readonly paidAt?: number;
  };
}

/** 一次性告知. `stage`: acceptance, or the task that was returned. */
export interface NoticeGiven {
  readonly stage: string;
  readonly at: number;
  readonly due: string;
  readonly items: readonly { readonly item: string; readonly what: string }[];
  readonly by: string;
  readonly reason?: string;
  /** 逾期 or 补正: set when all of it has come. */
  readonly answeredAt?: number;
}

export interface Promised {
  readonly material: string;
  readonly due: string;
  readonly keptAt?: number;
}

export interface Case {
  readonly v: 1;
  readonly id: string;
  /** Number of the last event. */
  readonly n: number;
  readonly state: CaseState;
  readonly subject: CaseSubject;
  readonly channel: CaseChannel;
  readonly place: string;
  /** The hall's department, whose officers take it and hand it out. */
  readonly hall: string;
  readonly answers: Answers;
  readonly parties: readonly CaseParty[];
  readonly form: FormValues;
  readonly test: boolean;
  readonly pins?: Pins;
  readonly openedAt: number;
  readonly openedBy: CaseActor;
  readonly filedAt?: number;
  readonly acceptedAt?: number;
  /** Who accepted: whoever it was decides nothing in this case. */
  readonly acceptedBy?: string;
  readonly acceptance?: 'accepted' | 'provisional' | 'deemed';
  readonly decidedAt?: number;
  readonly outputAt?: number;
  readonly deliveredAt?: number;
  readonly closedAt?: number;
  /** When the last of its tasks ended, or the case without a result. */
  readonly endedAt?: number;
  readonly outputRule?: 'all-or-nothing' | 'partial';
  readonly handedIn: Readonly<Record<string, HandedIn & { readonly at: number }>>;
  readonly waived: Readonly<Record<string, string>>;
  readonly promises: readonly Promised[];
  readonly notices: readonly NoticeGiven[];
  readonly tasks: readonly Task[];
  /** 时限: events of its clocks, in order; the clock of the whole case is called `case`, each other as its task. */
  readonly clocks: readonly ClockEvent[];
  readonly visits: readonly CaseVisit[];
  /** 互斥: what no other accepted case may be about. */
  readonly holds: readonly string[];
}

/** Acceptance lies behind it: only then anything may be decided. */
export const isAccepted = ({ acceptedAt }: Pick<Case, 'acceptedAt'>): boolean => acceptedAt !== undefined;
