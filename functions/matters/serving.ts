/** 窗口是否办理: what somebody who means to come wants to know, in both languages. */
import { type ClockWorld, officeIn, opensNext, serving } from '#functions/cases/clocks/office.ts';
import { beijingDate, beijingInstant, beijingMinute } from '#functions/kernel/beijing.ts';
import type { Guide, Line } from '#schemas/guide.ts';
import type { Hall, IntegratedWindow, Unit } from '#schemas/hall.ts';
import type { ServingState } from '#schemas/office.ts';

const WORDS: Readonly<Record<ServingState, Line>> = {
  open: { zh: '窗口正在办理', en: 'the window is open' },
  'after-hours': { zh: '已过办公时间，在场等候的办完为止', en: 'closed to whoever comes now; who waits is served' },
  closed: { zh: '窗口未开', en: 'the window is closed' },
};

/** `at`: epoch ms. Undefined where the hall has not said when it works, or no window takes the matter. */
export const servingAt = (
  at: number,
  hall: Hall,
  window: IntegratedWindow | Unit | undefined,
  calendars: ClockWorld['calendars'],
): Guide['serving'] => {
  const office = officeIn(hall, beijingDate(at));
  if (!office || !window) return undefined;
  const world = { calendars, office };
  const own = 'services' in window ? window : {};
  const state = serving(at, world, own);
  const next = state === 'open' ? undefined : opensNext(at, world, own);
  const { zh, en } = WORDS[state];
  const opens = next === undefined ? '' : beijingMinute(next);
  return {
    ...{ at: beijingInstant(at), state },
    ...(next === undefined ? {} : { opens: beijingInstant(next) }),
    text: opens === '' ? { zh, en } : { zh: `${zh}，${opens} 开门`, en: `${en}; it opens ${opens}` },
  };
};
