/** One row, asked by the exchange's own rules: who, grant, ticket, gates, breaker, checked answer, fields. */
import type { Adapter } from '#functions/exchange/adapter.ts';
import { chosen } from '#functions/exchange/answer.ts';
import { askNow, type NowAnswer } from '#functions/exchange/ask-now.ts';
import type { Authority } from '#functions/exchange/authorise.ts';
import type { Pass } from '#functions/exchange/breaker.ts';
import { denied } from '#functions/exchange/deny.ts';
import type { ExchangeDeps } from '#functions/exchange/exchange.ts';
import { pass } from '#functions/exchange/gates.ts';
import { prepare } from '#functions/exchange/prepare.ts';
import { watched } from '#functions/exchange/reached.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Purpose } from '#schemas/exchange.ts';
import type { StoredBatch } from '#schemas/stored-batch.ts';
import type { Row } from './chunks.ts';
import { exchangeOf, type Kept, MOST_KEPT, sealKept } from './kept.ts';
import { endOf, type RowEnd } from './row-end.ts';

export interface RowAsk {
  readonly adapter: Adapter;
  readonly deps: ExchangeDeps;
  readonly batch: StoredBatch;
  readonly key: Uint8Array;
  /** Epoch ms at this instant. */
  readonly moment: () => number;
}

/** The purpose of one row: the batch's, with the row's ticket. */
export const purposeOf = ({ purpose }: Pick<StoredBatch, 'purpose'>, { ticket }: Pick<Row, 'ticket'>): Purpose =>
  purpose.kind === 'matter' && ticket !== undefined ? { ...purpose, ticket } : purpose;

/** Whoever made the batch. That the token held the scope was seen then; what the registry says is seen at each row. */
const callerOf = ({ client, officer }: Pick<StoredBatch, 'client' | 'officer'>) => ({
  clientId: client,
  subject: officer ?? client,
  scopes: ['exchange' as const],
});

const keptOf = ({ fields: all }: StoredBatch, authority: Authority, { answer, ms, upstream }: NowAnswer): Kept => {
  const { grant, level, fields, ticket } = authority;
  return {
    answer,
    ms,
    ...(upstream === undefined ? {} : { upstream }),
    grant: grant.id,
    revision: grant.revision,
    level,
    ...(ticket ? { case: ticket.case } : {}),
    fields: fields.map((field) => all.indexOf(field)),
  };
};

/** The checked answer under today's authority. */
const put = async ({ adapter, deps, batch, moment }: RowAsk, number: number, row: Row) => {
  const now = moment();
  const purpose = purposeOf(batch, row);
  const body = { purpose, party: { role: batch.role }, request: row.request, fields: batch.fields };
  const params = { resource: batch.resource.slice(adapter.department.length + 1) };
  const input = { params, query: undefined, body, caller: callerOf(batch), now, requestId: `${batch.id}#${number}` };
  // A ticket must have been good when the file was handed in; the case must still be open.
  const ticketShown = { at: batch.submission?.at ?? batch.createdAt, isOver: deps.ends.has };
  const how = { use: 'batch' as const, ticketShown };
  const prepared = await prepare(adapter, deps, input, how);
  const { authority, keys, snapshot } = prepared;
  const { resource } = authority;
  if (resource.version !== batch.resourceVersion) throw denied(snapshot, 'resource-changed', authority);
  const { port, yes: wasReached } = watched(prepared.port, undefined);
  if (!('ask' in port)) throw problem('internal', { cause: 'batch-of-no-question' });
  const giveBack = await pass(deps.gates ?? [], prepared, input);
  try {
    const key = exchangeOf(keys, batch.id, number);
    return { authority, ...(await askNow(port, prepared, key, deps, now, moment)) };
  } finally {
    // A quota counts what is asked, and an open breaker lets nobody ask.
    if (!wasReached()) await giveBack();
  }
};

const asked = async (ask: RowAsk, number: number, row: Row): Promise<RowEnd> => {
  const { authority, ...said } = await put(ask, number, row);
  const { found, released } = chosen(authority.fields, said.answer);
  const kept = sealKept(ask.key, ask.batch.id, number, keptOf(ask.batch, authority, { ...said, answer: released }));
  if (kept.length > MOST_KEPT) throw problem('department-answer-too-large', { cause: 'to-be-kept' });
  return { settled: { outcome: found ? 'found' : 'not-found', kept } };
};

/** Asks, and tells how it ended; writes nothing. */
export const askRow = async (ask: RowAsk, number: number, row: Row): Promise<RowEnd> => {
  let entered = 'normal' as Pass;
  const { breaker } = ask.deps;
  const looked = {
    ...breaker,
    enter: async (at: number) => {
      entered = await breaker.enter(at);
      return entered;
    },
  };
  try {
    return await asked({ ...ask, deps: { ...ask.deps, breaker: looked } }, number, row);
  } catch (error) {
    return endOf(error, entered === 'probe');
  }
};
