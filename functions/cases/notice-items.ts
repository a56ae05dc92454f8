/** 告知内容: what a notice may name, what it must name, and what of it has come. */
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import type { NoticeItem } from '#schemas/case-acts/acceptance.ts';
import { type Material, MaterialKey } from '#schemas/material.ts';
import { materialKey, missingIn } from './materials.ts';
import { offers } from './prefill.ts';
import { isOpenNotice, openNotice } from './settle.ts';
import type { Case, NoticeGiven } from './state.ts';
import { withTask } from './tasks.ts';
import { papersIn } from './template.ts';

/** By their places in the notice: an item is the sender's own text, and may hold a number of somebody. */
interface Wrong {
  readonly field: string;
  readonly rule: string;
}
type Items = readonly { readonly item: string }[];

const wrongIn = (items: Items, rule: string, isWrong: (item: string) => boolean): Wrong[] =>
  items.flatMap(({ item }, i) => (isWrong(item) ? [{ field: `/items/${i}`, rule }] : []));

const comesFrom = ({ fate }: Material, papers: readonly Material[]): string[] => {
  if (fate.kind === 'library') return [`certificates/${fate.type}`];
  if (fate.kind === 'duplicate')
    return papers.filter(({ no }) => fate.of.includes(no)).flatMap((one) => comesFrom(one, papers));
  return 'resource' in fate && fate.resource !== undefined ? [fate.resource] : [];
};

/** Of a paper that travels: whom it comes from, either way. */
const resourcesOf = (matters: IndexedMatters, found: Case, item: string): string[] =>
  (['certificate', 'exchange'] as const).flatMap((prefer) => {
    const papers = found.pins ? papersIn(matters, found, found.pins, prefer) : [];
    return papers.filter((paper) => materialKey(paper) === item).flatMap((paper) => comesFrom(paper, papers));
  });

/** 自行举证: the source failed, holds nothing, or is disputed. */
const hasFailed = ({ facts, failures }: Case, resources: readonly string[]): boolean =>
  failures.some(({ resource }) => resources.includes(resource)) ||
  facts.some(({ resource, found, disputed }) => resources.includes(resource) && (!found || disputed !== undefined));

/** 能通过共享取得的，不得要求申请人提交: Decree 716 art. 7. What the answers make needless is asked of nobody either. */
export const neededOfNobody = (matters: IndexedMatters, found: Case, items: Items): Wrong[] => {
  const papers = found.pins ? papersIn(matters, found, found.pins) : [];
  const spared = new Set(papers.filter(({ fate }) => fate.kind !== 'kept').map(materialKey));
  return wrongIn(
    items,
    'needed-of-nobody',
    (item) => spared.has(item) && !hasFailed(found, resourcesOf(matters, found, item)),
  );
};

export const fieldsOfForm = (matters: IndexedMatters, found: Case): string[] =>
  offers(matters, found).map(({ field }) => field.id);

/** Before acceptance only what can be mended by an act: a paper under a matter of the case, or a field of its form. */
export const unmendable = (matters: IndexedMatters, found: Case, items: Items): Wrong[] => {
  const fields = fieldsOfForm(matters, found);
  const isPaper = (item: string): boolean =>
    MaterialKey.safeParse(item).success && Object.hasOwn(found.pins?.matters ?? {}, item.split('/')[0] ?? '');
  return wrongIn(items, 'neither-paper-nor-field', (item) => !isPaper(item) && !fields.includes(item));
};

/** What the stage's open notice named and has not come: a later one takes its place, with its day for all of it. */
export const outstanding = (found: Case, stage: string, items: readonly NoticeItem[]): NoticeItem[] => {
  const open = openNotice(found, stage);
  const waits = ({ item }: NoticeItem): boolean =>
    !open?.come?.includes(item) && !items.some((one) => one.item === item);
  return open?.items.filter(waits) ?? [];
};

/** 一次列全: papers, by their keys, that are missing and not named. */
export const leftOut = (matters: IndexedMatters, found: Case, items: Items): string[] => {
  const named = new Set(items.map(({ item }) => item));
  return missingIn(matters, found)
    .map(materialKey)
    .filter((key) => !named.has(key));
};

/** Named by the stage's last notice and not come since; or there, or missing, when it was given: they belonged into it. */
export const belongedInto = (found: Case, stage: string, items: Items): Wrong[] => {
  const last = found.notices.findLast((one) => one.stage === stage);
  if (!last) return [];
  const { come = [], lay = [] } = last;
  const isNew = (item: string): boolean =>
    last.items.some((one) => one.item === item)
      ? come.includes(item)
      : found.handedIn[item] !== undefined && !lay.includes(item);
  return wrongIn(items, 'belonged-into-an-earlier-notice', (item) => !isNew(item));
};

const answered = (notice: NoticeGiven, came: readonly string[], at: number): NoticeGiven => {
  if (!isOpenNotice(notice)) return notice;
  const named = notice.items.map(({ item }) => item);
  const come = named.filter((item) => came.includes(item) || notice.come?.includes(item));
  return { ...notice, come, ...(come.length === named.length ? { answeredAt: at } : {}) };
};

/** Papers and fields have come: a notice of which that was all is answered, and a task that was returned for it alone goes on by itself. */
export const withCome = (found: Case, came: readonly string[], at: number): Case => {
  const notices = found.notices.map((one) => answered(one, came, at));
  const resumed = found.tasks.filter(
    ({ matter, state }) =>
      state === 'returned' &&
      openNotice(found, matter) !== undefined &&
      openNotice({ notices }, matter) === undefined &&
      !notices.some((one) => isOpenNotice(one) && one.tasks?.includes(matter)),
  );
  return resumed.reduce<Case>((all, { matter }) => withTask(all, matter, (one) => ({ ...one, state: 'in-progress' })), {
    ...found,
    notices,
  });
};
