/** What a trip 数据跑腿 leaves behind: its exchanges and pulls, and the papers nobody had to bring. */
import type { Bilingual } from '#schemas/department.ts';

export interface ExchangeStep {
  readonly id: string;
  readonly who: Bilingual;
  readonly department: string;
  readonly departmentName: Bilingual;
  readonly resource: string;
  readonly what: Bilingual;
  readonly protocol: string;
  readonly ms: number;
  readonly fields: readonly string[];
  readonly notAskedFor: readonly Bilingual[];
}

export interface TripLog {
  readonly trip: string;
  readonly title: Bilingual;
  readonly visits: number;
  readonly exchanges: readonly ExchangeStep[];
  readonly issued: readonly string[];
  readonly pulled: readonly string[];
  /** What is missing and what can be done, when a step failed. */
  readonly trouble: readonly Bilingual[];
}

/** The JSON object of `npm start -- --once`. */
export const summary = (log: TripLog) => ({
  trip: log.trip,
  ok: log.trouble.length === 0,
  visits: log.visits,
  documentsNotAskedFor: [
    ...new Map(log.exchanges.flatMap((e) => e.notAskedFor.map((paper) => [paper.zh, paper]))).values(),
  ],
  exchanges: log.exchanges.map(({ id, department, resource, protocol, ms, fields }) => ({
    id,
    department,
    resource,
    protocol,
    ms,
    fields,
  })),
  certificates: { pulled: log.pulled, issued: log.issued },
});
