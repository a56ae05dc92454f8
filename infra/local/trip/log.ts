/** What a trip 数据跑腿 leaves behind: its steps with their exchanges and pulls, and the papers nobody had to bring. */
import type { Bilingual } from '#schemas/department.ts';
import type { Notice } from '#schemas/notice.ts';
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
  /** From asking to holding the answer. */
  readonly ms: number;
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

export interface TripLog {
  readonly trip: string;
  readonly title: Bilingual;
  readonly visits: number;
  readonly steps: readonly StepLog[];
  readonly documents: Documents;
  /** 告知: notices to third parties that the hub keeps due. */
  readonly notices: readonly Notice[];
}

export const complete = (log: TripLog): boolean => log.steps.every(({ state }) => state === 'done');

export const errandsOf = (log: TripLog): Errand[] => log.steps.flatMap(({ errands }) => errands);

const certificates = (log: TripLog, kind: Errand['kind']): string[] =>
  errandsOf(log).flatMap((errand) => (errand.kind === kind && errand.certificate ? [errand.certificate] : []));

/** The JSON object of `npm start -- --once`. */
export const summary = (log: TripLog) => ({
  trip: log.trip,
  ok: complete(log),
  visits: log.visits,
  forms: log.documents.forms,
  documentsNotAskedFor: log.documents.notAskedFor,
  documentsStillAsked: log.documents.stillAsked,
  protocols: [...new Set(errandsOf(log).map(({ protocol }) => protocol))],
  exchanges: errandsOf(log)
    .filter(({ kind }) => kind !== 'issue')
    .map(({ id, department, resource, protocol, asked, ms, fields }) => ({
      id,
      department,
      resource,
      protocol,
      asked,
      ms,
      fields,
    })),
  steps: log.steps.map(({ id, state, missing, waitsFor }) => ({
    id,
    state,
    ...(missing ? { missing } : {}),
    ...(waitsFor ? { waitsFor } : {}),
  })),
  notices: log.notices,
  certificates: { pulled: certificates(log, 'pull'), issued: certificates(log, 'issue') },
});
