/** Fetch a part of the result: decided anew for who fetches and for each row's case, cut to what is granted today, noted, then handed out. */
import { subjectOf } from '#functions/exchange/answer.ts';
import { type Authority, authorise } from '#functions/exchange/authorise.ts';
import { denied } from '#functions/exchange/deny.ts';
import { doubtful } from '#functions/exchange/doubtful.ts';
import type { Wish } from '#functions/exchange/match-grant.ts';
import { compile, keep } from '#functions/exchange/pointers.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import { ProblemError, problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import type { CaseEnds } from '#functions/snapshot/case-ends.store.ts';
import type { Pickup } from '#schemas/batch.ts';
import type { batchesRoutes } from '#schemas/routes/batches.ts';
import type { StoredBatch, StoredOutcome } from '#schemas/stored-batch.ts';
import { purposeOf } from './ask-row.ts';
import { keyOf } from './batch-key.ts';
import { laneOf, type Row } from './chunks.ts';
import { grantedBut } from './granted.ts';
import { exchangeOf, openKept } from './kept.ts';
import type { LanesStore } from './lanes.store.ts';
import { type Own, type OwnDeps, own } from './own.ts';
import { CONTENT_TYPES, type ResultRow, resultText } from './result.ts';
import type { RowsStore } from './rows.store.ts';
import { openChunk } from './run-chunk.ts';

export interface PickUpDeps extends OwnDeps {
  readonly lanes: LanesStore;
  readonly rows: RowsStore;
  readonly ends: Pick<CaseEnds, 'has'>;
}

/** The chunk behind a part, or why it cannot be fetched (now). */
const chunkOf = async ({ lanes }: PickUpDeps, batch: StoredBatch, part: number, now: number): Promise<number> => {
  const ended = batch.state !== 'receiving' && batch.state !== 'submitted' && batch.state !== 'running';
  if (batch.state === 'expired' || (ended && batch.until <= now)) throw problem('answer-expired');
  const chunk = part - 1;
  if (!batch.run) throw problem('conflict', { detail: `batch: no result in state ${batch.state}`, cause: 'no-result' });
  if (chunk >= batch.run.chunks) throw problem('not-found');
  const lane = (await lanes.all(batch.id)).find((one) => one.lane === laneOf(chunk));
  if (!lane || (!lane.done && lane.chunk <= chunk))
    throw problem('conflict', { detail: `part ${part} is not done`, cause: 'part-not-done' });
  return chunk;
};

/** Decides once for all rows, or by row where the ticket differs; a denial of the row alone is its outcome. */
const decider = ({ snapshot, who, batch }: Own, { ends }: Pick<PickUpDeps, 'ends'>, now: number) => {
  const decided = new Map<string | undefined, Promise<Authority>>();
  const decide = async (ticket: string | undefined): Promise<Authority> => {
    const purpose = purposeOf(batch, ticket === undefined ? {} : { ticket });
    const { resource, role, fields, submission } = batch;
    const ticketShown = { at: submission?.at ?? now, isOver: ends.has };
    const wish: Wish = { resource, purpose, role, fields, now, use: 'batch', ticketShown };
    const authority = await authorise(snapshot, who, wish);
    if (authority.resource.version !== batch.resourceVersion) throw denied(snapshot, 'resource-changed', authority);
    return authority;
  };
  return (ticket: string | undefined): Promise<Authority> => {
    const known = decided.get(ticket) ?? decide(ticket);
    decided.set(ticket, known);
    return known;
  };
};

const deniedRow = (row: number, error: unknown): ResultRow => {
  if (!(error instanceof ProblemError) || error.code !== 'exchange-denied') throw error;
  const { denial } = error.extra;
  return { row, outcome: 'denied', code: error.code, ...(denial ? { rule: denial.rule } : {}) };
};

/** `sealed`: the batch's key and the hub's. */
const released = (
  { batch, snapshot }: Own,
  { key, keys }: { readonly key: Uint8Array; readonly keys: HubKeys },
  authority: Authority,
  number: number,
  request: unknown,
  { outcome, kept, at }: StoredOutcome,
): ResultRow => {
  const base = {
    row: number,
    outcome,
    exchange: exchangeOf(keys, batch.id, number),
    answeredAt: new Date(at).toISOString(),
  };
  if (outcome !== 'found' || kept === undefined) return base;
  const { resource, fields } = authority;
  const doubt = doubtful(snapshot, keys, resource.id, subjectOf(resource, request), fields);
  const answer = keep(compile(fields), openKept(key, batch.id, number, kept).answer);
  return { ...base, answer, ...(doubt ? { doubtful: doubt.fields } : {}) };
};

/** The body of GET /v1/batches/{batch}/results/{part}. */
export const pickUp =
  (deps: PickUpDeps): Body<(typeof batchesRoutes)['getBatchResult']> =>
  async ({ caller, params, query, now }) => {
    const mine = await own(deps, caller, params.batch);
    const { batch, who } = mine;
    const authorityOf = decider(mine, deps, now);
    // A grant that is gone refuses a part whole; what only a case decides is decided by row.
    grantedBut(mine.snapshot, who, { ...batch, now });
    const chunk = await chunkOf(deps, batch, params.part, now);
    const keys = await deps.keys();
    const key = keyOf(keys, batch);
    const stored = await deps.rows.chunk(batch.id, chunk);
    if (!stored) throw problem('answer-expired');
    const { first, rows } = openChunk(key, batch.id, chunk, stored.rows);

    const lineOf = async (number: number, { request, ticket }: Row): Promise<ResultRow> => {
      const outcome = stored.outcomes.get(number);
      if (!outcome) throw problem('internal', { cause: 'row-without-outcome' });
      const { code, rule, kept } = outcome;
      if (kept === undefined)
        return {
          row: number,
          outcome: outcome.outcome,
          ...(code === undefined ? {} : { code }),
          ...(rule === undefined ? {} : { rule }),
        };
      try {
        return released(mine, { key, keys }, await authorityOf(ticket), number, request, outcome);
      } catch (error) {
        return deniedRow(number, error);
      }
    };
    const lines = await Promise.all(rows.map((row, i) => lineOf(first + i, row)));
    const pickup: Pickup = {
      part: params.part,
      at: new Date(now).toISOString(),
      client: who.client.id,
      ...(who.officer ? { officer: who.officer.id } : {}),
      format: query.format,
      released: lines.filter(({ exchange }) => exchange !== undefined).length,
    };
    await deps.batches.pickedUp(batch.id, pickup);
    return {
      body: resultText(query.format, lines, batch.fields, params.part === 1),
      headers: {
        'content-type': CONTENT_TYPES[query.format],
        'content-disposition': `attachment; filename="${batch.id}-${params.part}.${query.format}"`,
      },
    };
  };
