/** What a clock is, folded from its events. */
import type { ClockLimit, LimitRole, PauseReason } from '#schemas/case-clock.ts';

export interface Standstill {
  readonly reason: PauseReason;
  /** Epoch ms. */
  readonly from: number;
  /** Epoch ms, no longer part of it; absent: it still lasts. */
  readonly until?: number;
}

/** By which notices it is counted: those known on the day of filing; where a year was not known then, when it began; for some years on a later day. */
export interface Pins {
  readonly asOf: string;
  readonly begun?: string;
  readonly recounts: readonly { readonly asOf: string; readonly years: readonly string[] }[];
}

export interface Clock {
  readonly id: string;
  readonly step: string;
  readonly holder: 'department' | 'intermediary';
  /** Epoch ms, as all moments here. */
  readonly startedAt: number;
  /** Lengths include what was extended. */
  readonly limits: readonly ClockLimit[];
  readonly extended: Readonly<Partial<Record<LimitRole, number>>>;
  readonly pauses: ReadonlyMap<string, Standstill>;
  readonly pins: Pins;
  readonly lastAt: number;
  readonly stopped?: { readonly at: number; readonly outcome: 'completed' | 'ended' };
}

export type Clocks = ReadonlyMap<string, Clock>;

export const isPaused = ({ pauses }: Clock): boolean => [...pauses.values()].some(({ until }) => until === undefined);
export const isRunning = (clock: Clock): boolean => !clock.stopped && !isPaused(clock);
