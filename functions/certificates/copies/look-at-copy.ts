/** What became of a copy, for the department it was made for; to anybody else it is not there. */
import { instant } from '#functions/kernel/instant.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { identify } from '#functions/snapshot/caller.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { Copy } from '#schemas/copy.ts';
import type { copyRoutes } from '#schemas/routes/copies.ts';
import type { CopiesStore } from './copies.store.ts';
import { copyState } from './copy-state.ts';
import type { StoredCopyItem } from './stored-copy.ts';

const seen = (made: StoredCopyItem, now: number): Copy => ({
  copy: made.copy,
  certificate: made.identifier,
  type: made.type,
  case: made.case,
  matter: made.matter,
  madeBy: made.madeBy,
  madeAt: instant(made.madeAt),
  expiresAt: instant(made.expiresAt),
  redeemBy: instant(made.redeemBy),
  formats: made.files.ofd ? ['pdf', 'ofd'] : ['pdf'],
  sha256: made.files.pdf,
  state: copyState(made, now),
  ...(made.redeemed ? { redeemedAt: instant(made.redeemed.at) } : {}),
});

export const lookAtCopy =
  ({
    snapshots,
    copies,
  }: {
    readonly snapshots: SnapshotHolder;
    readonly copies: Pick<CopiesStore, 'get'>;
  }): Body<typeof copyRoutes.getCopy> =>
  async ({ params, caller, now }) => {
    const { department } = identify(await snapshots.current(), caller, 'certificates');
    const made = await copies.get(params.copy);
    if (made?.department !== department.id) throw problem('not-found');
    return { body: seen(made, now) };
  };
