/** Lists page by page, asked for as they are read. */
import { NotTheHub } from './errors.ts';

export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string | undefined;
}

/** `for await (const item of list)`, or page by page with `list.pages()`. Nothing is asked before the first is read. */
export interface Listing<T> extends AsyncIterable<T> {
  pages(): AsyncIterable<readonly T[]>;
  /** Everything; for lists that are known to be short. */
  all(): Promise<T[]>;
}

/** `fetchPage`: the page behind a cursor, the first without one. */
export const listing = <T>(fetchPage: (cursor: string | undefined) => Promise<Page<T>>): Listing<T> => {
  async function* pages(): AsyncGenerator<readonly T[]> {
    let cursor: string | undefined;
    do {
      const { items, next } = await fetchPage(cursor);
      yield items;
      // A hub that turns in circles would be read for ever.
      if (next !== undefined && next === cursor) throw new NotTheHub('the list does not go on');
      cursor = next;
    } while (cursor !== undefined);
  }
  async function* items(): AsyncGenerator<T> {
    for await (const page of pages()) yield* page;
  }
  const all = async (): Promise<T[]> => {
    const found: T[] = [];
    for await (const page of pages()) found.push(...page);
    return found;
  };
  return { pages, all, [Symbol.asyncIterator]: items };
};
