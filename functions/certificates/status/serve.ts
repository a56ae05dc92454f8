/** Status lists as anybody reads them. Who reads one says nothing about whom he asks about. */
import { problem } from '#functions/kernel/problem.ts';
import type { Queue } from '#functions/kernel/queue.client.ts';
import type { Body, Output } from '#functions/kernel/request.ts';
import type { statusListRoutes } from '#schemas/routes/status-lists.ts';
import type { ListFile, ListFiles } from './lists.client.ts';
import type { ListsStore, StoredList } from './lists.store.ts';
import { LISTS } from './slot.ts';
import { statusChanged } from './status-changed.ts';
import { GOOD } from './times.ts';

export interface ServeDeps {
  readonly lists: Pick<ListsStore, 'made'>;
  readonly files: Pick<ListFiles, 'get'>;
  readonly queue: Queue;
}

/** Seconds for which a cache in between may answer. */
const MAX_AGE = 60;

const MEDIA = {
  token: 'application/statuslist+jwt',
  revocation: 'application/vc',
  suspension: 'application/vc',
} as const satisfies Record<Exclude<keyof ListFile, 'v'>, string>;

/** The files that were read last, by list; their digest says whether they are still the newest. */
const held = (files: ServeDeps['files']) => {
  const kept = new Map<number, { readonly made: StoredList; readonly file: ListFile }>();
  return async (list: number, made: StoredList): Promise<ListFile> => {
    const known = kept.get(list);
    if (known?.made.sha256 === made.sha256) return known.file;
    const file = await files.get(list, made);
    kept.set(list, { made, file });
    return file;
  };
};

const caching = (etag: string): Record<string, string> => ({
  etag,
  'cache-control': `public, max-age=${MAX_AGE}`,
  'access-control-allow-origin': '*',
});

/** Throws not-found for a number that no certificate can name, hub-not-ready where a list was not made yet or is too old; it is then made. */
const newest = async ({ lists, queue }: ServeDeps, list: number, now: number): Promise<StoredList> => {
  if (list > LISTS) throw problem('not-found');
  const made = await lists.made(list);
  if (made && made.at + GOOD * 1000 > now) return made;
  await queue.send([statusChanged(list, 'asked', now)]);
  throw problem('hub-not-ready', { cause: 'status-list-not-made', retryAfter: 10 });
};

export const serveList = (deps: ServeDeps) => {
  const read = held(deps.files);
  const serve = async (
    form: keyof typeof MEDIA,
    list: number,
    now: number,
    seen: string | undefined,
  ): Promise<Output> => {
    const made = await newest(deps, list, now);
    const etag = `"${made.sha256.slice(0, 32)}-${form}"`;
    if (seen?.split(/,\s*/).some((one) => one === '*' || one.replace(/^W\//, '') === etag))
      return { status: 304, headers: caching(etag) };
    const file = await read(list, made);
    return { body: file[form], headers: { ...caching(etag), 'content-type': MEDIA[form] } };
  };
  const seenBy = (message: (() => { readonly headers: Readonly<Record<string, string>> }) | undefined) =>
    message?.().headers['if-none-match'];
  const getStatusList: Body<typeof statusListRoutes.getStatusList> = ({ params, now, message }) =>
    serve('token', params.list, now, seenBy(message));
  const getStatusListCredential: Body<typeof statusListRoutes.getStatusListCredential> = ({ params, now, message }) =>
    serve(params.purpose, params.list, now, seenBy(message));
  return { getStatusList, getStatusListCredential };
};
