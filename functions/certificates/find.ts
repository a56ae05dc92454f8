/** 查找: which certificates of a type a party holds. It tells something about a person, so it stands under the rules of an exchange and is recorded. */
import { decidedFacts } from '#functions/exchange/facts.ts';
import type { Instance } from '#functions/exchange/instance.ts';
import { keepRecord } from '#functions/exchange/keep-record.ts';
import { requestText } from '#functions/exchange/question.ts';
import { releasedText } from '#functions/exchange/record.ts';
import type { RecordsStore } from '#functions/exchange/records.store.ts';
import { assertReleasable } from '#functions/exchange/release.ts';
import type { Clock } from '#functions/kernel/clock.ts';
import type { Body } from '#functions/kernel/request.ts';
import type { libraryRoutes } from '#schemas/routes/certificates.ts';
import { type AllowDeps, allow, type CountDeps, counted } from './allow.ts';
import type { CertificateStore } from './certificates.store.ts';
import type { StoredCertificate } from './stored.ts';
import { summary } from './summary.ts';

export interface FindDeps extends AllowDeps, CountDeps {
  readonly certificates: CertificateStore;
  readonly records: RecordsStore;
  readonly instance: Instance;
  readonly clock: Clock;
}

/** Of one day the one that was issued last; identifiers follow from a key, and their order says nothing. */
const newestFirst = (a: StoredCertificate, b: StoredCertificate): number =>
  a.issuedOn === b.issuedOn ? b.at - a.at || (a.identifier < b.identifier ? -1 : 1) : a.issuedOn < b.issuedOn ? 1 : -1;

/**
 * Newest first; an empty list when the party holds none, recorded alike. About a party at the lowest level only whether it holds a valid one:
 * how many, since when, and their identifiers are more than yes or no.
 */
export const find =
  (deps: FindDeps): Body<typeof libraryRoutes.findCertificates> =>
  async (input) => {
    const { body, caller, now, idempotencyKey } = input;
    const started = deps.clock();
    const moment = () => now + Math.round(deps.clock() - started);
    const { holder, party, purpose, type } = body;
    const allowed = await allow(deps, input, () => type, { purpose, party, holder });
    await counted(deps, allowed, now);
    const held = await deps.certificates.heldBy(allowed.handle, type);
    const all = held.toSorted(newestFirst).map((stored) => summary(stored, allowed.type, now));
    const holds = all.some(({ valid }) => valid);
    const answer = { holds, items: allowed.level === 'predicate' ? [] : all };
    await keepRecord(
      {
        ...decidedFacts(allowed),
        kind: 'find',
        level: 'predicate',
        fields: [],
        ms: moment() - now,
        found: all.length > 0,
        subjectCode: holder,
        requestText: requestText(allowed, { find: type, holder }),
        releasedText: releasedText(answer),
      },
      idempotencyKey,
      { records: deps.records, instance: deps.instance, keys: allowed.keys },
    );
    await assertReleasable(await deps.snapshots.current(), allowed, caller, moment(), 'certificates');
    return { body: answer };
  };
