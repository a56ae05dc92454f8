/** What the bodies of the catalogue need. */
import type { HubKeys } from '#functions/kernel/digest.ts';
import type { PublishDeps } from '#functions/snapshot/publish.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { ApplicationStep } from '#schemas/application.ts';
import type { DisputeState } from '#schemas/dispute.ts';
import type { StoredStatistics } from '#schemas/statistics.ts';

/** Sets timers. Each is set before what it is for is put: a timer too many is ignored when it fires, a missing one would never. */
export interface CatalogueTimers {
  expireAt(grant: string, until: number): Promise<void>;
  /** A step of an application is not done in time. */
  overdueAt(grant: string, step: ApplicationStep, at: number): Promise<void>;
  /** A layer of a dispute is not done in time. */
  disputeAt(dispute: string, state: DisputeState, at: number): Promise<void>;
  /** What was estimated for that year is counted anew. */
  recountAt(year: string, at: number): Promise<void>;
  /** A deprecated version is withdrawn. */
  endAt(resource: string, version: number, at: number): Promise<void>;
}

/** Which cases used a grant lately: the projection of the record answers it (functions/supervision). `since`, `until`: epoch ms. */
export interface CasesOf {
  lately(
    grant: string,
    since: number,
    until: number,
    most: number,
  ): Promise<
    readonly {
      readonly case: string;
      readonly grant: string;
      readonly matter?: string | undefined;
      readonly at: number;
    }[]
  >;
}

/** How often a resource was asked, by day (functions/statistics). Days are yyyy-mm-dd, both included. */
export interface CountsOf {
  days(resource: string, from: string, until: string): Promise<readonly Pick<StoredStatistics, 'counted'>[]>;
}

/** How much of a day's quota is taken (functions/exchange/quota). `of`: grant#id or resource#id; `now`: epoch ms. */
export interface TakenOf {
  today(of: string, now: number): Promise<number>;
}

export interface CatalogueDeps extends PublishDeps {
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly timers: CatalogueTimers;
  readonly cases: CasesOf;
  readonly statistics: CountsOf;
  readonly taken: TakenOf;
}
