/** 调用: chosen fields of a certificate for a case. Released only after one transaction has recorded it on the state that was read. */
import { chosen } from '#functions/exchange/answer.ts';
import { doubtful } from '#functions/exchange/doubtful.ts';
import { decidedFacts } from '#functions/exchange/facts.ts';
import type { Instance } from '#functions/exchange/instance.ts';
import { keepRecord } from '#functions/exchange/keep-record.ts';
import { requestText } from '#functions/exchange/question.ts';
import type { RecordsStore } from '#functions/exchange/records.store.ts';
import { assertReleasable } from '#functions/exchange/release.ts';
import type { Clock } from '#functions/kernel/clock.ts';
import type { Body } from '#functions/kernel/request.ts';
import type { libraryRoutes } from '#schemas/routes/certificates.ts';
import { type AllowDeps, allow, type CountDeps, counted, typeOf } from './allow.ts';
import { withFreshLook } from './fresh-look.ts';
import { coHolders, type HeldDeps, readHeld } from './held.ts';
import { facts } from './master.ts';
import type { PullStore } from './pulls.store.ts';
import { recordedRefusal } from './recorded-refusal.ts';
import { summary } from './summary.ts';

export interface PullDeps extends AllowDeps, CountDeps, HeldDeps {
  readonly pulls: PullStore;
  /** For what is refused; what is released is recorded through `pulls`. */
  readonly records: RecordsStore;
  readonly instance: Instance;
  readonly clock: Clock;
}

/** Levels `predicate` and `fields`; copies are made by another function. */
export const pull =
  (deps: PullDeps): Body<typeof libraryRoutes.pullCertificate> =>
  async (input) => {
    const { params, body, caller, now, idempotencyKey } = input;
    const { identifier } = params;
    const started = deps.clock();
    const moment = () => now + Math.round(deps.clock() - started);
    const allowed = await allow(deps, input, (snapshot) => typeOf(snapshot, identifier), body);
    await counted(deps, allowed, now);
    const asked = requestText(allowed, { pull: identifier, holder: body.holder });

    return withFreshLook(async () => {
      const { stored, master, valid } = await recordedRefusal(
        deps,
        { kind: 'pull', allowed, identifier, holder: body.holder, requestText: asked, moment },
        () => readHeld(deps, identifier, allowed, now),
      );
      const { released, releasedText } = chosen(allowed.fields, facts(master, valid, allowed.type, now));
      const record = await keepRecord(
        {
          ...decidedFacts(allowed),
          kind: 'pull',
          ms: moment() - now,
          found: true,
          certificate: identifier,
          ...coHolders(stored, allowed.handle),
          subjectCode: body.holder,
          requestText: asked,
          releasedText,
        },
        idempotencyKey,
        { records: deps.pulls.boundTo(stored), instance: deps.instance, keys: allowed.keys },
      );
      const snapshot = await deps.snapshots.current();
      await assertReleasable(snapshot, allowed, caller, moment(), 'certificates');
      const certificate = summary(stored, allowed.type, now);
      const { fields, keys, level, resource } = allowed;
      const doubt = doubtful(snapshot, keys, resource.id, body.holder, fields);
      const said = doubt ? { doubtful: doubt } : {};
      return { body: { pull: record.id, certificate, level, fields: [...fields], data: released, ...said } };
    });
  };
