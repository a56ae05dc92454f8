/** What the hub does to a case by itself: what a timer says, judged by the case as it stands when it comes. */
import * as z from 'zod';
import { type HubKeys, sha256 } from '#functions/kernel/digest.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import type { Consumer } from '#functions/kernel/queue.ts';
import type { MattersHolder } from '#functions/matters/held.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import { CaseAct } from '#schemas/case-act.ts';
import { CaseId } from '#schemas/identifier.ts';
import { hubActor } from './actors.ts';
import type { CaseStore } from './cases.store.ts';
import { perform } from './perform.ts';
import type { Case } from './state.ts';

const Due = z.strictObject({ case: CaseId, body: CaseAct });

export interface CaseEventsDeps {
  readonly keys: () => Promise<HubKeys>;
  readonly cases: CaseStore;
  readonly matters: MattersHolder;
  readonly snapshots: SnapshotHolder;
}

/** What the case has outrun is not due any more: a promise was kept, a notice answered, somebody accepted. */
const unlessOutrun = (error: unknown): void => {
  if (!(error instanceof ProblemError) || !['conflict', 'not-found', 'unprocessable'].includes(error.code)) throw error;
};

export const caseEvents =
  ({ cases, matters, snapshots, keys }: CaseEventsDeps): Consumer =>
  async ({ type, id, at, data }) => {
    // What became of a certificate is kept for the case by the library; the case shows it.
    if (type !== 'case.act') return;
    const { case: caseId, body } = Due.parse(data);
    const { calendars } = (await snapshots.current()).clocks;
    const seen = { matters: await matters.current(), calendars, keys: await keys() };
    const acting = (found: Case) => ({ now: at, actor: hubActor(found), as: ['hub'] as const, ...seen });
    const command = { id: sha256(id), request: sha256(JSON.stringify(body)) };
    await perform({ store: cases, id: caseId, body, command, acting }).catch(unlessOutrun);
  };
