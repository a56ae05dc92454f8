/** The file of a back-fill, line for line: one part in memory at a time, each checked against its digest, all against that of the whole. */
import { createHash } from 'node:crypto';
import { digestOf, keyOf, places } from '#functions/batches/batch-key.ts';
import type { PartsStore } from '#functions/batches/parts.store.ts';
import { refused } from '#functions/batches/refusals.ts';
import type { Uploads } from '#functions/batches/uploads.client.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import { openBytes } from '#functions/kernel/sealed.ts';
import { BACK_FILL_LIMITS } from '#schemas/back-fill.ts';
import type { StoredBackFill } from '#schemas/stored-back-fill.ts';

export interface FileDeps {
  readonly keys: () => Promise<HubKeys>;
  readonly parts: PartsStore;
  readonly uploads: Uploads;
}

const [LINE_END, RETURN] = [0x0a, 0x0d];
const MARK = Buffer.from('\ufeff');

const trimmed = (line: Buffer, first: boolean): Buffer => {
  const from = first && line.subarray(0, MARK.length).equals(MARK) ? MARK.length : 0;
  return line.subarray(from, line.at(-1) === RETURN ? -1 : undefined);
};

async function* partsOf({ keys, parts, uploads }: FileDeps, backFill: StoredBackFill): AsyncGenerator<Buffer> {
  const [hub, whole] = [await keys(), createHash('sha256')];
  const key = keyOf(hub, backFill);
  for (const part of await parts.all(backFill.id)) {
    const bytes = openBytes(key, places.part(backFill.id, part.part), await uploads.get(backFill.id, part));
    if (digestOf(hub, bytes) !== part.digest) throw new Error('a part of the file differs from its digest');
    whole.update(bytes);
    yield bytes;
  }
  if (digestOf(hub, Buffer.from(whole.digest('hex'))) !== backFill.submission?.digest)
    throw refused('digest-of-the-whole');
}

/** Lines without their ends, from row 1; empty ones at the end of the file are none. Throws FileRefused, at the end for a wrong digest. */
export async function* fileLines(deps: FileDeps, backFill: StoredBackFill): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let [empty, row] = [0, 0];
  const taken = (line: Buffer): Buffer[] => {
    row += 1;
    const text = trimmed(line, row === 1);
    if (text.length > BACK_FILL_LIMITS.rowBytes) throw refused('row-too-long', { row });
    if (text.length === 0) {
      empty += 1;
      return [];
    }
    if (empty > 0) throw refused('empty-line', { row: row - empty });
    return [text];
  };
  for await (const bytes of partsOf(deps, backFill)) {
    rest = rest.length > 0 ? Buffer.concat([rest, bytes]) : bytes;
    let from = 0;
    for (let end = rest.indexOf(LINE_END); end >= 0; end = rest.indexOf(LINE_END, from)) {
      yield* taken(rest.subarray(from, end));
      from = end + 1;
    }
    rest = rest.subarray(from);
    if (rest.length > BACK_FILL_LIMITS.rowBytes + 2) throw refused('row-too-long', { row: row + 1 });
  }
  yield* taken(rest);
}
