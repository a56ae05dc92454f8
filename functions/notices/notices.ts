/** Notices 告知, read and closed by the department that asked: it knows from lease or application how the person is reached. */
import { openCursor, sealCursor } from '#functions/kernel/cursor.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import { step } from '#functions/kernel/lifecycle.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body, Caller } from '#functions/kernel/request.ts';
import { identify, nameOf, readerOf } from '#functions/snapshot/caller.ts';
import type { IndexedSnapshot, SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { Notice, StoredNotice } from '#schemas/notice.ts';
import type { noticesRoutes } from '#schemas/routes/notices.ts';
import { noticeLifecycle } from './notice-lifecycle.ts';
import { noticeText } from './notice-text.ts';
import type { NoticesStore } from './notices.store.ts';

export interface NoticesDeps {
  readonly snapshots: SnapshotHolder;
  readonly notices: NoticesStore;
  readonly keys: () => Promise<HubKeys>;
}
type Routes = typeof noticesRoutes;

const shown = (snapshot: IndexedSnapshot, stored: StoredNotice): Notice => {
  const { v: _v, handle: _handle, at, ...notice } = stored;
  return { ...notice, answeredAt: new Date(at).toISOString(), text: noticeText(snapshot, stored) };
};

export const listNotices =
  (deps: NoticesDeps): Body<Routes['listNotices']> =>
  async ({ caller, query }) => {
    const { limit, cursor, ...filter } = query;
    const snapshot = await deps.snapshots.current();
    const { department } = identify(snapshot, caller, 'exchange');
    const { cursor: key } = await deps.keys();
    const reader = readerOf(caller);
    const after = cursor === undefined ? undefined : String(openCursor(key, reader, filter, cursor));
    const { notices, next } = await deps.notices.list(department.id, filter.case, limit, after);
    const items = notices.map((notice) => shown(snapshot, notice));
    return { body: { items, ...(next ? { next: sealCursor(key, reader, filter, next) } : {}) } };
  };

/** The caller's notice. Another department's is as unknown as one that never was. */
const own = async (deps: NoticesDeps, caller: Caller, id: string) => {
  const snapshot = await deps.snapshots.current();
  const who = identify(snapshot, caller, 'exchange');
  const notice = await deps.notices.get(id);
  if (!notice || notice.consumer !== who.department.id) throw problem('not-found');
  return { snapshot, who, notice };
};

export const getNotice =
  (deps: NoticesDeps): Body<Routes['getNotice']> =>
  async ({ caller, params }) => {
    const { snapshot, notice } = await own(deps, caller, params.notice);
    return { body: shown(snapshot, notice) };
  };

/** Said again, it stays as it was said first. Throws conflict when somebody closed it in between. */
const close = async (
  deps: NoticesDeps,
  { caller, params }: { caller: Caller; params: { notice: string } },
  event: 'give' | 'waive',
  closing: (by: string) => Pick<StoredNotice, 'given'> | Pick<StoredNotice, 'waived'>,
) => {
  const { snapshot, who, notice } = await own(deps, caller, params.notice);
  const state = step(noticeLifecycle, notice.state, event);
  if (state === notice.state) return { body: shown(snapshot, notice) };
  const next = { ...notice, ...closing(nameOf(who)), state, revision: notice.revision + 1 };
  if ((await deps.notices.change(next)) === 'stale') throw problem('conflict', { cause: 'notice-changed' });
  return { body: shown(snapshot, next) };
};

export const giveNotice =
  (deps: NoticesDeps): Body<Routes['giveNotice']> =>
  async (input) => {
    const now = new Date(input.now).toISOString();
    const { channel, at = now } = input.body;
    if (Date.parse(at) > input.now)
      throw problem('invalid-request', { errors: [{ field: '/at', rule: 'not-in-the-future' }] });
    return close(deps, input, 'give', (by) => ({ given: { channel, at, by } }));
  };

export const waiveNotice =
  (deps: NoticesDeps): Body<Routes['waiveNotice']> =>
  async (input) =>
    close(deps, input, 'waive', (by) => ({ waived: { ...input.body, by, at: new Date(input.now).toISOString() } }));
