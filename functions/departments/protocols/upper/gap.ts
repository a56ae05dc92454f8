/** A position that a person has moved: what it leaves behind, and up to when a copy is sure then. */
import { KEPT_MOVES, type StoredReturn } from '#schemas/upper.ts';

/** Forward, past what was never taken, it leaves a gap; back, it leaves none. `now`: epoch ms. */
export const afterMove = (
  { completeAt, gap, moved = [], ...flow }: Omit<StoredReturn, 'stopped'>,
  move: { readonly to: number; readonly by: string; readonly reason: string },
  now: number,
): StoredReturn => {
  const sure = completeAt ?? gap?.completeAt;
  const left = move.to > flow.after ? { at: now, ...(sure === undefined ? {} : { completeAt: sure }) } : gap;
  return {
    ...flow,
    revision: flow.revision + 1,
    after: move.to,
    moved: [...moved, { from: flow.after, ...move, at: now }].slice(-KEPT_MOVES),
    ...(left ? { gap: left } : {}),
  };
};

/** Of a copy that was kept at `keptAt`; undefined: nobody can say. Epoch ms. */
export const sureUpTo = ({ completeAt, gap }: StoredReturn, keptAt: number): number | undefined =>
  gap && keptAt <= gap.at ? gap.completeAt : completeAt;
