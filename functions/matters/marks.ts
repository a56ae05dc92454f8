/** What is said of a matter and never typed: how often somebody must come, whether once is enough, its star level, its window. */
import type { Bilingual } from '#schemas/department.ts';
import type { Body, Hall, IntegratedWindow, Unit } from '#schemas/hall.ts';
import type { Matter, Presence } from '#schemas/matter.ts';

/** 到办事现场: one visit, and what makes it necessary. */
export interface Visit {
  readonly moment: 'filing' | 'check' | 'later' | 'collection';
  readonly why: readonly Bilingual[];
}

const AT_WINDOW: Bilingual = { zh: '尚不能网上申请', en: 'cannot be filed online yet' };
const COLLECT: Bilingual = { zh: '结果为纸质且不能快递', en: 'the result is paper and no courier brings it' };
const ORIGINALS: Bilingual = { zh: '领取时核验原件', en: 'originals are shown when it is fetched' };

/**
 * The visits that a case of the matter needs, papers being complete. Whoever stands at the window for one thing does every other thing of
 * that moment in the same visit; a result made at once is taken along.
 */
export const visitsOf = ({ ways, presence, result, promised }: Matter): readonly Visit[] => {
  const at = (moment: Presence['moment']): readonly Bilingual[] =>
    presence.filter((one) => one.moment === moment).map(({ why }) => why);
  const filing = [...(ways.online ? [] : [AT_WINDOW]), ...at('filing'), ...at('taking')];
  const takenAlong = filing.length > 0 && promised.kind === 'at-once';
  const fetched = result.paper && !ways.courier && !takenAlong ? [COLLECT] : [];
  // Trust first: the originals wait until the result is there, and are shown when it is fetched.
  const shown = ways.trustFirst && !ways.signature && filing.length === 0 ? [ORIGINALS] : [];
  const visits: Visit[] = [
    { moment: 'filing', why: filing },
    { moment: 'check', why: at('check') },
    { moment: 'later', why: at('later') },
    { moment: 'collection', why: [...fetched, ...shown] },
  ];
  return visits.filter(({ why }) => why.length > 0);
};

/** 共同到场: the law wants there, with the application, everybody who applies. */
export const wantsAll = ({ presence }: Pick<Matter, 'presence'>): boolean =>
  presence.some(({ moment }) => moment === 'filing');

const AT_COUNTERS: Matter['ways'] = { online: false, trustFirst: false, signature: false, courier: false };

/** As it was before: filed and fetched at its own counter, because there was no other way. */
export const visitsAtCounters = (matter: Matter): readonly Visit[] => visitsOf({ ...matter, ways: AT_COUNTERS });

/** 最多跑一次: from filing until the result is in the applicant's hands, one visit or none. */
export const onceOnly = (matter: Matter): boolean => visitsOf(matter).length <= 1;

/** An exception that is on the province's list, or none. A matter that is not once and names none breaks the rule. */
export const exceptionOf = (matter: Matter, listed: ReadonlySet<string>): Matter['onceException'] =>
  matter.onceException && listed.has(matter.onceException.listed) ? matter.onceException : undefined;

/**
 * 事项星级 by the route: 3 guide and window; 4 filed online, trusted first, finished before pick-up; 5 nobody comes, signed electronically
 * and brought by courier.
 */
export const starLevel = (matter: Matter): 3 | 4 | 5 => {
  const { online, trustFirst, signature, courier } = matter.ways;
  const delivered = courier || !matter.result.paper;
  if (online && signature && delivered && visitsOf(matter).length === 0) return 5;
  return online && (trustFirst || signature) && onceOnly(matter) ? 4 : 3;
};

const holds = (day: string, { from, until }: { from: string; until?: string | undefined }): boolean =>
  from <= day && (until === undefined || day <= until);

/** The version in force on a day (yyyy-mm-dd), if any. */
export const inForce = <T extends { readonly from: string; readonly until?: string | undefined }>(
  versions: readonly T[],
  day: string,
): T | undefined => versions.find((one) => holds(day, one));

/** Under which name and code the body acted on that day. */
export const bodyOn = (body: Body, day: string): Body['names'][number] | undefined => inForce(body.names, day);

/** 办理窗口: the integrated window of its kind where there is one on that day, else the window of its unit. */
export const windowOf = (matter: Matter, hall: Hall, day: string): IntegratedWindow | Unit | undefined =>
  hall.windows.find((one) => one.kind === matter.windowKind && holds(day, one)) ??
  hall.units.find(({ id }) => id === matter.unit);
