/** What became of each row, by part, as CSV for spreadsheets or NDJSON. */
import { keyOf } from '#functions/batches/batch-key.ts';
import { CONTENT_TYPES } from '#functions/batches/result.ts';
import { BYTE_ORDER_MARK, csvLine } from '#functions/kernel/csv.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { BACK_FILL_LIMITS, type BackFillLine } from '#schemas/back-fill.ts';
import type { backFillsRoutes } from '#schemas/routes/back-fills.ts';
import type { BackFillChunk } from '#schemas/stored-back-fill.ts';
import { hasEnded } from './back-fill-lifecycle.ts';
import type { ChunksStore } from './chunks.store.ts';
import { openLines } from './outcomes.ts';
import { type OwnDeps, own } from './own.ts';
import { partsIn } from './view.ts';

export interface ResultDeps extends OwnDeps {
  readonly chunks: ChunksStore;
}

const COLUMNS = ['row', 'outcome', 'identifier', 'state', 'sameAs', 'rules'] as const;

const csvOf = (lines: readonly BackFillLine[], first: boolean): string => {
  const rows = lines.map(({ row, outcome, identifier = '', state = '', sameAs = '', rules = [] }) =>
    csvLine([row, outcome, identifier, state, sameAs, rules.join('; ')]),
  );
  // The first part alone has the heading, so that all parts in order are one file.
  return `${first ? `${BYTE_ORDER_MARK}${csvLine(COLUMNS)}` : ''}${rows.join('')}`;
};

const notHandled = ({ first, rows }: BackFillChunk): BackFillLine[] =>
  Array.from({ length: rows }, (_, i) => ({ row: first + i, outcome: 'not-handled' as const }));

/** The body of GET /v1/back-fills/{backFill}/results/{part}. */
export const getResult =
  (deps: ResultDeps): Body<(typeof backFillsRoutes)['getBackFillResult']> =>
  async ({ caller, params: { backFill: id, part }, query: { format }, now }) => {
    const backFill = await own(deps, caller, id);
    const { state, until, run } = backFill;
    if (state === 'expired' || (hasEnded(state) && until <= now)) throw problem('answer-expired');
    if (!run) throw problem('conflict', { detail: `back-fill: no result in state ${state}`, cause: 'no-result' });
    if (part > partsIn(run.chunks)) throw problem('not-found');
    const of = (chunk: number) => Math.floor(chunk / BACK_FILL_LIMITS.partChunks) + 1;
    const chunks = (await deps.chunks.all(id)).filter(({ chunk }) => of(chunk) === part);
    // What was begun before the end is still told of; what was not, never will be.
    if (chunks.some(({ done, turns }) => !done && (!hasEnded(state) || turns > 0)))
      throw problem('conflict', { detail: `part ${part} is not done`, cause: 'part-not-done' });
    const key = keyOf(await deps.keys(), backFill);
    const sealed = await deps.chunks.outcomes(
      id,
      chunks.filter(({ done }) => done).map(({ chunk }) => chunk),
    );
    const lines = chunks.flatMap((chunk) => {
      const bytes = sealed.get(chunk.chunk);
      return bytes ? openLines(key, id, chunk.chunk, bytes) : notHandled(chunk);
    });
    return {
      body: format === 'csv' ? csvOf(lines, part === 1) : lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
      headers: {
        'content-type': CONTENT_TYPES[format],
        'content-disposition': `attachment; filename="${id}-${part}.${format}"`,
      },
    };
  };
