/** The legal holds of a certificate, for the data authority, and whether S3 is where they want it. */
import type { Body } from '#functions/kernel/request.ts';
import type { legalHoldRoutes } from '#schemas/routes/legal-holds.ts';
import type { LocksStore } from '../retention/locks.store.ts';
import { wantedHold } from '../retention/settle.ts';
import { authorityOver, type HoldDeps } from './act.ts';
import { holdLine } from './hold-line.ts';
import { isHeld, openedHold, type Placed, type Released } from './stored-hold.ts';

export interface ListHoldsDeps extends HoldDeps {
  readonly settled: Pick<LocksStore, 'get'>;
}

export const listHolds =
  (deps: ListHoldsDeps): Body<typeof legalHoldRoutes.listLegalHolds> =>
  async ({ params: { identifier }, caller }) => {
    await authorityOver(deps, caller, identifier);
    const keys = await deps.keys();
    const acts = await deps.holds.of(identifier);
    const files = acts.map((act) => openedHold(keys, act));
    const releases = new Map(
      files.filter((file): file is Released => file.act === 'released').map((file) => [file.hold, file]),
    );
    const items = files
      .filter((file): file is Placed => file.act === 'placed')
      .toSorted((a, b) => b.at - a.at)
      .map((file) => holdLine(file, releases.get(file.hold)));
    const stands = await deps.settled.get(identifier, 'legal-hold');
    const settled = acts.length === 0 || (stands?.done === true && stands.to === wantedHold(acts));
    return { body: { items, held: isHeld(acts), settled } };
  };
