/** 检索事项库: in memory, in the order of ids; the cursor is bound to caller and filter like every other. */
import { openCursor, sealCursor } from '#functions/kernel/cursor.ts';
import type { Body as RouteBody } from '#functions/kernel/request.ts';
import { identify, readerOf } from '#functions/snapshot/caller.ts';
import type { Hall } from '#schemas/hall.ts';
import type { Matter } from '#schemas/matter.ts';
import type { MatterLine } from '#schemas/matter-view.ts';
import type { matterRoutes } from '#schemas/routes/matters.ts';
import type { MattersDeps } from './deps.ts';
import { dayOf } from './facts.ts';
import { onceOnly, starLevel, visitsOf, windowOf } from './marks.ts';

type Routes = typeof matterRoutes;
type Query = Parameters<RouteBody<Routes['listMatters']>>[0]['query'];

const lineOf = (matter: Matter, hall: Hall, day: string): MatterLine => ({
  id: matter.id,
  version: matter.version,
  name: matter.name,
  type: matter.type,
  body: matter.body,
  implementation: matter.codes.implementation,
  window: windowOf(matter, hall, day)?.kind ?? 'unit',
  promised: matter.promised,
  visits: visitsOf(matter).length,
  once: onceOnly(matter),
  star: starLevel(matter),
});

const hasWords = ({ id, name, basis }: Matter, q: string): boolean => {
  const text = `${id} ${name.zh} ${name.en} ${basis}`.normalize('NFKC').toLowerCase();
  return q
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};
const hasCode = ({ codes }: Matter, code: string): boolean =>
  [codes.basic, codes.implementation, codes.handling, ...codes.local.map((one) => one.code)].includes(code);

const fits = (wanted: string | undefined, found: string | undefined): boolean =>
  wanted === undefined || wanted === found;

const wanted = (query: Query, matter: Matter): boolean =>
  fits(query.body, matter.body) &&
  fits(query.type, matter.type) &&
  fits(query.window, matter.windowKind) &&
  (query.once === undefined || query.once === String(onceOnly(matter))) &&
  (query.star === undefined || query.star === String(starLevel(matter))) &&
  (query.code === undefined || hasCode(matter, query.code)) &&
  (query.q === undefined || hasWords(matter, query.q));

export const listMatters =
  (deps: MattersDeps): RouteBody<Routes['listMatters']> =>
  async ({ caller, query, now }) => {
    identify(await deps.snapshots.current(), caller, 'catalogue');
    const matters = await deps.matters.current();
    const { limit, cursor, ...filter } = query;
    const day = dayOf(query, now);
    const bound = { kind: 'matter', ...filter };
    const { cursor: key } = await deps.keys();
    const after = cursor === undefined ? '' : String(openCursor(key, readerOf(caller), bound, cursor));
    const found = matters.on(day).filter((matter) => matter.id > after && wanted(query, matter));
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    return {
      body: {
        items: page.map((matter) => lineOf(matter, matters.raw.hall, day)),
        ...(last ? { next: sealCursor(key, readerOf(caller), bound, last.id) } : {}),
      },
    };
  };
