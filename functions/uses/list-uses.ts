/** 谁查询过我的数据: every use of somebody's data, told to him. The list is itself a look at his data, so its record is written before it is released. */
import type { Instance } from '#functions/exchange/instance.ts';
import { keepRecord } from '#functions/exchange/keep-record.ts';
import { dayLeases } from '#functions/exchange/quota/day-lease.ts';
import type { QuotasStore } from '#functions/exchange/quota/quotas.store.ts';
import { type RecordFacts, releasedText } from '#functions/exchange/record.ts';
import type { RecordsStore } from '#functions/exchange/records.store.ts';
import { beijingMinute } from '#functions/kernel/beijing.ts';
import { canonical } from '#functions/kernel/canonical.ts';
import type { Clock } from '#functions/kernel/clock.ts';
import { openCursor, sealCursor } from '#functions/kernel/cursor.ts';
import { everyHandle, type HubKeys } from '#functions/kernel/digest.ts';
import type { Body } from '#functions/kernel/request.ts';
import { type Party, readerOf } from '#functions/snapshot/caller.ts';
import type { IndexedSnapshot, SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { ExchangeLine } from '#schemas/exchange.ts';
import type { usesRoutes } from '#schemas/routes/uses.ts';
import type { Uses, UsesFilter, UsesGround } from '#schemas/uses.ts';
import { unlessEnough } from './enough.ts';
import { useOf } from './use.ts';
import { mayList } from './who-may-list.ts';
import { USES_RESOURCE } from './words.ts';

export interface ListUsesDeps {
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly lines: {
    about(
      handles: readonly string[],
      filter: UsesFilter,
      limit: number,
      before?: string,
    ): Promise<{ readonly lines: readonly ExchangeLine[]; readonly next?: string }>;
  };
  /** Epoch ms before which every line is there; undefined when that is not known. */
  readonly completeUntil: () => Promise<number | undefined>;
  readonly quotas: QuotasStore;
  readonly records: RecordsStore;
  readonly instance: Instance;
  readonly clock: Clock;
}

type Decided = Omit<RecordFacts, 'ms' | 'found' | 'subjectCode' | 'requestText' | 'releasedText'>;

/** By law, under no grant; provider is the hub's keeper, the data authority. */
const factsOf = (snapshot: IndexedSnapshot, who: Party, ground: UsesGround, at: number): Decided => ({
  kind: 'uses',
  at,
  client: who.client.id,
  ...(who.officer ? { officer: who.officer.id } : {}),
  consumer: who.department.id,
  provider: snapshot.raw.departments.find(({ dataAuthority }) => dataAuthority)?.id ?? who.department.id,
  resource: USES_RESOURCE,
  resourceVersion: 1,
  grant: '',
  grantRevision: 0,
  ground: `${ground.kind}/${ground.kind === 'self' ? ground.by : ''}/${ground.reference}`,
  party: 'applicant',
  level: 'fields',
  fields: [],
});

const says = (until: number | undefined): Uses['says'] =>
  until === undefined
    ? {
        zh: '尚不能确认记录是否齐全，请稍后再查。',
        en: 'It is not known yet whether every use is listed; ask again later.',
      }
    : {
        zh: `${beijingMinute(until)}以前提供出去的已全部列入；此后的可能尚未列入。`,
        en: `Whatever was told to anybody before ${beijingMinute(until)} (Beijing time) is listed; later uses may be missing yet.`,
      };

/** The body of POST /v1/uses. */
export const listUses = (deps: ListUsesDeps): Body<typeof usesRoutes.listUses> => {
  const leases = dayLeases(deps.quotas);
  return async ({ body, caller, now, idempotencyKey }) => {
    const started = deps.clock();
    const snapshot = await deps.snapshots.current();
    const { subject, ground, limit, cursor, ...filter } = body;
    const who = mayList(snapshot, caller, ground);
    const keys = await deps.keys();
    const handles = everyHandle(keys, subject);
    const reader = readerOf(caller);
    const bound = { uses: handles, ground, ...filter };
    const before = cursor === undefined ? undefined : String(openCursor(keys.cursor, reader, bound, cursor));

    await unlessEnough(leases, snapshot, who, now);
    // First how far all is there, then what is there: the other way round, a line might come in between and be missed.
    const until = await deps.completeUntil();
    const { lines, next } = await deps.lines.about(handles, filter, limit, before);
    const items = lines.map((line) => useOf(snapshot, line, ground.kind === 'supervision'));
    const record = await keepRecord(
      {
        ...factsOf(snapshot, who, ground, now),
        ms: Math.round(deps.clock() - started),
        found: items.length > 0,
        subjectCode: subject,
        requestText: canonical({ uses: subject, ground, filter, limit, before: before ?? null }),
        releasedText: releasedText(items),
      },
      idempotencyKey,
      { records: deps.records, instance: deps.instance, keys },
    );
    // Suspended in between, he is told nothing; the record stays.
    mayList(await deps.snapshots.current(), caller, ground);
    return {
      body: {
        exchange: record.id,
        items,
        ...(next === undefined ? {} : { next: sealCursor(keys.cursor, reader, bound, next) }),
        ...(until === undefined ? {} : { completeUntil: new Date(until).toISOString() }),
        says: says(until),
      } satisfies Uses,
    };
  };
};
