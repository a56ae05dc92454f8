/** 扫码用证: an officer pulls what a holder shows him. That he shows it stands in for the case's ticket; a grant is needed as ever. */
import { requestText } from '#functions/exchange/question.ts';
import { type HubKeys, hmac } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { readerOf } from '#functions/snapshot/caller.ts';
import type { showingRoutes } from '#schemas/routes/showing.ts';
import { allow, counted, typeOf } from '../allow.ts';
import { answerPull } from '../answer-pull.ts';
import { withFreshLook } from '../fresh-look.ts';
import type { PullDeps } from '../pull.ts';
import { codeDigest, holderOf } from './show-code.ts';
import type { ShowsStore } from './shows.store.ts';
import type { StoredShow } from './stored-show.ts';

export interface ShownDeps extends PullDeps {
  readonly shows: ShowsStore;
}

/** Throws not-found, or code-expired. */
const live = async ({ shows }: ShownDeps, digest: string, now: number): Promise<StoredShow> => {
  const show = await shows.get(digest);
  if (!show) throw problem('not-found');
  if (now >= show.expiresAt) throw problem('code-expired');
  return show;
};

const usedBy = (keys: HubKeys, reader: string, asked: string): NonNullable<StoredShow['used']> => ({
  by: hmac(keys.request, `show-reader\n${reader}`),
  request: hmac(keys.request, asked),
});

export const shown =
  (deps: ShownDeps): Body<typeof showingRoutes.pullShown> =>
  async (input) => {
    const { body, caller, now } = input;
    const started = deps.clock();
    const moment = () => now + Math.round(deps.clock() - started);
    const digest = codeDigest(body.code);
    const keys = await deps.keys();
    const { identifier, ...show } = await live(deps, digest, now);
    const holder = holderOf(keys, digest, { identifier, ...show });
    const use = { ...body, holder, ground: 'shown' as const };
    const allowed = await allow(deps, input, (snapshot) => typeOf(snapshot, identifier), use);
    const asked = requestText(allowed, { shown: digest, holder });
    const used = usedBy(keys, readerOf(caller), asked);
    await counted(deps, allowed, now);

    return withFreshLook(async () => {
      const { used: before } = await live(deps, digest, now);
      if (before && (before.by !== used.by || before.request !== used.request)) throw problem('code-used');
      const answered = await answerPull(deps, {
        ...{ allowed, caller, identifier, holder, moment },
        ground: 'shown',
        requestText: asked,
        // No caller's own key has a space: a line that broke may be asked again, and stands under the same record.
        idempotencyKey: `shown ${digest}`,
        records: (stored) => deps.shows.using(digest, used, stored),
      });
      return { body: answered };
    });
  };
