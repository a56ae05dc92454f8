/** A case in memory: what follows from its events, and nothing else. */
import type * as z from 'zod';
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
import type { FactCause, FactWay } from '#schemas/case-acts/facts.ts';
import type { Pins, PlannedTask } from '#schemas/case-acts/filing.ts';
import type { InspectedItem } from '#schemas/case-acts/inspection.ts';
import type { ClockEvent } from '#schemas/case-clock.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { LevyOrder } from '#schemas/levy.ts';
import type { FoundReport } from '#schemas/report.ts';
import type { Level } from '#schemas/resource.ts';
import type { Answers } from '#schemas/situation.ts';
import type { ToleranceBar } from '#schemas/tolerance.ts';

export interface Opinion {
  readonly opinion: 'agree' | 'disagree' | 'more';
  readonly text: string;
  readonly at: number;
  readonly by: string;
}

export interface Decided {
  readonly decision: Decision;
  /** Of what was put right: when it was first decided. */
  readonly at: number;
  readonly by: string;
  readonly reason?: string;
  /** 补录: when it was told, if that was later. */
  readonly toldAt?: number;
  readonly corrected?: { readonly at: number; readonly cause: string };
}

/** 征求意见, numbered from 1 in the order of asking. */
export interface Consultation {
  readonly no: number;
  readonly task: string;
  readonly of: { readonly department: string } | { readonly outside: Bilingual };
  readonly asker: string;
  readonly question: string;
  readonly reason: string;
  readonly listed: boolean;
  readonly at: number;
  readonly by: string;
  readonly due?: string;
  readonly within?: number;
  readonly answer?: { readonly opinion: string; readonly text: string; readonly who: string; readonly at: number };
}

/** 告知承诺 of a party for a task. `term`: working days from the decision to the check. */
export interface Committed {
  readonly task: string;
  readonly party: string;
  readonly file: string;
  readonly term: number;
  readonly at: number;
  readonly checks: readonly {
    readonly officers: readonly string[];
    readonly found: 'passed' | 'failed';
    readonly text: string;
    readonly photos: readonly string[];
    readonly rectifyBy?: string | undefined;
    readonly late: boolean;
    readonly at: number;
    readonly by: string;
  }[];
  readonly revokedAt?: number;
  readonly revokedFor?: string;
  /** 信用修复: from then on he may commit himself again. */
  readonly liftedAt?: number;
}

/** 勘查记录 of one body. */
export interface Sheet {
  readonly task: string;
  readonly officers: readonly string[];
  readonly items: readonly InspectedItem[];
  readonly at: number;
  readonly by: string;
}

/** 联合踏勘. `round`: what failed is looked at again in the next. */
export interface JointInspection {
  readonly round: number;
  readonly convener: string;
  readonly at: number;
  readonly place: string;
  readonly by: string;
  readonly matters: readonly string[];
  readonly sheets: readonly Sheet[];
  readonly signatures: readonly {
    readonly task: string;
    readonly sheet: string;
    readonly at: number;
    readonly by: string;
  }[];
  readonly notified?: boolean;
  /** 改期: the date was changed before all had signed what had been written. */
  readonly moved?: boolean;
}

export interface Task extends PlannedTask {
  readonly state: TaskState;
  /** Epoch ms at which its clock began: acceptance, or the written completion of what it waited for. */
  readonly openedAt?: number;
  readonly officer?: string;
  readonly opinions: readonly Opinion[];
  readonly decision?: Decided;
  /** 容错: decisions that were put right, the oldest first; none is ever taken out. */
  readonly earlier?: readonly Decided[];
  /** 人随事转: who takes it over, from the beginning of a day. */
  readonly handover?: { readonly from: string; readonly department?: string; readonly officer?: string };
  readonly result?: TaskResult;
  readonly levied?: {
    readonly day: string;
    readonly order: LevyOrder;
    readonly receipts: readonly Receipt[];
    /** Epoch ms. */
    readonly paidAt?: number;
  };
}

/** 一次性告知. `stage`: acceptance, the task that was returned, or a round of the joint inspection with its `tasks`. */
export interface NoticeGiven {
  readonly stage: string;
  readonly at: number;
  readonly due: string;
  readonly items: readonly { readonly item: string; readonly what: string }[];
  readonly by: string;
  readonly tasks?: readonly string[];
  readonly reason?: string;
  /** Papers that had been handed in when it was given. */
  readonly lay?: readonly string[];
  /** Of its items, those that have come since. */
  readonly come?: readonly string[];
  /** A later one of its stage has taken its place, with what of it had not come. */
  readonly replaced?: true;
  /** Epoch ms at which the applicant was reminded of it. */
  readonly remindedAt?: number;
  /** 逾期 or 补正: set when all of it has come. */
  readonly answeredAt?: number;
}

export interface Promised {
  readonly material: string;
  readonly due: string;
  readonly keptAt?: number;
}

/** What travelled instead of the citizen. */
export interface Fact {
  /** Record of the exchange or pull. */
  readonly exchange: string;
  readonly matter: string;
  readonly resource: string;
  readonly party: string;
  readonly found: boolean;
  readonly fields: readonly string[];
  readonly certificate?: string;
  /** As what the library released it; of what came before this was kept, unknown. */
  readonly level?: Level;
  readonly answer?: unknown;
  readonly answeredAt: number;
  readonly addedAt: number;
  /** 异议: the applicant's own proof counts instead of these fields. */
  readonly disputed?: { readonly fields: readonly string[]; readonly material: string; readonly doubt?: string };
}

/** A department that did not answer, and what becomes of it. */
export interface FactFailure {
  readonly matter: string;
  readonly resource: string;
  readonly party: string;
  readonly cause: z.infer<typeof FactCause>;
  /** The character that could not be written there. */
  readonly rule?: string;
  readonly tries: number;
  readonly since: number;
  /** Epoch ms of the next try; null: a person decides. */
  readonly nextAt: number | null;
  /** The next try is due. */
  readonly due?: boolean;
  readonly outcome?: 'came' | z.infer<typeof FactWay>;
  /** 上传, 打印件: the paper that was handed in instead. */
  readonly material?: string;
}

/** 人证核验: what the device said, and what a second officer saw. */
export interface IdentityCheck {
  readonly party: string;
  readonly device: { readonly id: string; readonly version: string };
  readonly score?: number | undefined;
  readonly offline?: string | undefined;
  readonly threshold: number;
  readonly result: 'passed' | 'manual';
  readonly at: number;
  readonly by: string;
  readonly manual?: { readonly same: boolean; readonly note: string; readonly at: number; readonly by: string };
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
  /** 离线: taken down while the network was cut, under that number, at that time. */
  readonly offline?: { readonly number: string; readonly writtenAt: string };
  readonly pins?: Pins;
  /** 预审: what the hall said of the draft, the last time. */
  readonly preCheck?: { readonly passed: boolean; readonly remarks: readonly string[]; readonly at: number };
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
  readonly handedOut?: { readonly way: 'window' | 'courier' | 'electronic' | 'town'; readonly to: string };
  readonly closedAt?: number;
  /** When the last of its tasks ended, or the case without a result. */
  readonly endedAt?: number;
  readonly outputRule?: 'all-or-nothing' | 'partial';
  readonly handedIn: Readonly<Record<string, HandedIn & { readonly at: number }>>;
  readonly waived: Readonly<Record<string, string>>;
  readonly promises: readonly Promised[];
  /** 容缺失信限制: set when a promise was broken; lifted by a supervisor. */
  readonly toleranceBar?: ToleranceBar & { readonly liftedAt?: number };
  readonly notices: readonly NoticeGiven[];
  readonly tasks: readonly Task[];
  /** 时限: events of its clocks, in order; the clock of the whole case is called `case`, each other as its task. */
  readonly clocks: readonly ClockEvent[];
  readonly visits: readonly CaseVisit[];
  readonly consultations: readonly Consultation[];
  readonly commitments: readonly Committed[];
  /** The joint inspection that is set or was last held; those before it; what single bodies looked at alone. */
  readonly inspection?: JointInspection;
  readonly inspected: readonly JointInspection[];
  readonly sheets: readonly Sheet[];
  readonly reminders: readonly {
    readonly task?: string;
    readonly text: string;
    readonly at: number;
    readonly by: string;
  }[];
  readonly facts: readonly Fact[];
  readonly failures: readonly FactFailure[];
  /** 免填单: fields of the form that the applicant has confirmed, and the exchange each came from. */
  readonly confirmed: Readonly<Record<string, string>>;
  readonly identities: readonly IdentityCheck[];
  /** 沿用: fields that he confirmed from an earlier case of his, where no register answered. */
  readonly recalled: Readonly<Record<string, { readonly case: string; readonly day: string }>>;
  /** Fields of the form, and the party that gave each. */
  readonly gave: Readonly<Record<string, string>>;
  /** 报告先行: what was found for its materials, the last for each. */
  readonly reports: readonly FoundReport[];
  /** 共同申请: who has applied, by filing or by joining it, and what he confirmed. */
  readonly joined: readonly { readonly party: string; readonly agreed: FormValues; readonly at: number }[];
  /** 互斥: what no other accepted case may be about. */
  readonly holds: readonly string[];
}

/** Acceptance lies behind it: only then anything may be decided. */
export const isAccepted = ({ acceptedAt }: Pick<Case, 'acceptedAt'>): boolean => acceptedAt !== undefined;
