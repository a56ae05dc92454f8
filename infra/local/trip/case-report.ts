/** What is told of a case once it was played. */
import type { CaseState, TaskResult } from '#schemas/case.ts';
import type { CaseTrip } from '#schemas/case-trip.ts';
import type { Bilingual } from '#schemas/department.ts';

export type Counted = Pick<CaseTrip['forms'], 'before' | 'after'>;

export interface CaseReport {
  /** A1, A2. */
  readonly scenario: string;
  readonly case: string;
  readonly name: Bilingual;
  readonly state: CaseState;
  /** At each counter by itself, and as they were noted. */
  readonly visits: Counted;
  readonly forms: Counted;
  readonly papersHandedIn: readonly Bilingual[];
  /** `by`: what takes its place; `awaited`: that has not come, and nobody asks for the paper. */
  readonly papersNotAskedFor: readonly (Bilingual & { readonly by: Bilingual; readonly awaited?: true })[];
  readonly travelled: readonly {
    readonly exchange: string;
    readonly from: string;
    readonly resource: string;
    readonly matter: string;
    readonly party: string;
    readonly fields: readonly string[];
    readonly certificate?: string;
  }[];
  readonly results: readonly ({ readonly matter: string } & TaskResult)[];
  /** Day by which it was promised. */
  readonly due?: string;
}
