/** What a trip 数据跑腿 leaves behind: its steps with their exchanges and pulls, its cases, and the papers nobody had to bring. */
import type { Bilingual } from '#schemas/department.ts';
import type { Notice } from '#schemas/notice.ts';
import type { CaseReport } from './case-report.ts';
import type { Documents } from './documents.ts';

/** One question or use of the library. */
export interface Errand {
  readonly kind: 'exchange' | 'pull' | 'issue';
  /** Of the record; the certificate's identifier, when one was issued. */
  readonly id: string;
  readonly who: Bilingual;
  readonly department: string;
  readonly departmentName: Bilingual;
  readonly resource: string;
  readonly matter: string;
  readonly what: Bilingual;
  readonly protocol: string;
  readonly asked: 'now' | 'later' | 'change';
  /** From asking to holding the answer; absent where the case had it already. */
  readonly ms?: number;
  readonly fields: readonly string[];
  readonly found: boolean;
  /** The certificate or copy that was issued or used. */
  readonly certificate?: string;
}

/** 缺什么、怎么办: why a step is missing and what can be done about it. */
export interface Missing {
  readonly why: Bilingual;
  readonly remedy: Bilingual;
}

export interface StepLog {
  readonly id: string;
  readonly name: Bilingual;
  readonly needs: readonly string[];
  readonly state: 'done' | 'failed' | 'waiting';
  readonly errands: readonly Errand[];
  /** When it failed. */
  readonly missing?: Missing;
  /** Steps it waits for. */
  readonly waitsFor?: readonly string[];
}

/** What was played of one story. */
export interface Played {
  readonly title: Bilingual;
  readonly steps: readonly StepLog[];
  /** As the city tells them afterwards. */
  readonly cases: readonly CaseReport[];
}

export interface TripLog extends Played {
  /** Number under which its commands are known. */
  readonly trip: string;
  readonly visits: number;
  /** The papers of the bundle of 2017, held against what was answered now. */
  readonly documents: Documents;
  /** 告知: notices to third parties that the hub keeps due. */
  readonly notices: readonly Notice[];
}

export const complete = ({ steps }: Pick<Played, 'steps'>): boolean => steps.every(({ state }) => state === 'done');

export const errandsOf = ({ steps }: Pick<Played, 'steps'>): Errand[] => steps.flatMap(({ errands }) => errands);

/** What lies in the library since, by the cases' own word. */
export const issuedOf = ({ cases }: Pick<Played, 'cases'>): string[] =>
  cases.flatMap(({ results }) => results.flatMap(({ certificate }) => certificate ?? []));

const stepLine = ({ id, state, missing, waitsFor }: StepLog) => ({
  id,
  state,
  ...(missing ? { missing } : {}),
  ...(waitsFor ? { waitsFor } : {}),
});

/** The JSON object of `npm start -- --once`: the restaurant's trip, and every case of it and of `others`. */
export const summary = (log: TripLog, others: readonly Played[] = []) => ({
  trip: log.trip,
  ok: [log, ...others].every(complete),
  visits: log.visits,
  forms: log.documents.forms,
  documentsNotAskedFor: log.documents.notAskedFor,
  documentsStillAsked: log.documents.stillAsked,
  protocols: [...new Set(errandsOf(log).map(({ protocol }) => protocol))],
  exchanges: errandsOf(log)
    .filter(({ kind }) => kind !== 'issue')
    .map(({ id, department, resource, protocol, asked, ms, fields }) => ({
      ...{ id, department, resource, protocol, asked },
      ...(ms === undefined ? {} : { ms }),
      fields,
    })),
  steps: [log, ...others].flatMap(({ steps }) => steps.map(stepLine)),
  notices: log.notices,
  certificates: {
    pulled: errandsOf(log).flatMap(({ kind, certificate }) => (kind === 'pull' && certificate ? [certificate] : [])),
    issued: issuedOf(log),
  },
  cases: [log, ...others].flatMap(({ cases }) => cases),
});
