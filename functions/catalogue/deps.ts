/** What the bodies of the catalogue need, and who may change what in it. */
import type { HubKeys } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Party } from '#functions/snapshot/caller.ts';
import { askWhom } from '#functions/snapshot/caller.ts';
import type { PublishDeps } from '#functions/snapshot/publish.ts';
import type { IndexedSnapshot, SnapshotHolder } from '#functions/snapshot/snapshot.ts';

/** Sets the timer of a grant. Set before the grant is put: a timer too many is ignored when it fires, a missing one would never. */
export interface GrantTimers {
  expireAt(grant: string, until: number): Promise<void>;
}

export interface CatalogueDeps extends PublishDeps {
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly timers: GrantTimers;
}

export const etag = (item: { readonly revision: number }): Record<string, string> => ({ etag: `"${item.revision}"` });

/** Refusal of someone who stands in the registry but in another department. */
export const notYours = (snapshot: IndexedSnapshot, rule: string, need: string) =>
  problem('forbidden', { cause: rule, denial: { rule, need, ask: askWhom(snapshot) } });

/** Officer, or department system, as it is written into suspensions. */
export const nameOf = ({ officer, client }: Party): string => officer?.id ?? client.id;
