/** A matter: its record with its marks, its guide, its review. */
import { officeOn } from '#functions/cases/clocks/office.ts';
import { promiseOf } from '#functions/cases/clocks/promise.ts';
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { Body } from '#functions/kernel/request.ts';
import { identify } from '#functions/snapshot/caller.ts';
import type { MatterView } from '#schemas/matter-view.ts';
import type { matterRoutes } from '#schemas/routes/matters.ts';
import type { MattersDeps } from './deps.ts';
import { dayOf, guideFacts, matterOn } from './facts.ts';
import { guideOf } from './guide.ts';
import { bodyOn, onceOnly, starLevel, visitsOf, windowOf } from './marks.ts';
import { reviewMatter as reviewed } from './review.ts';
import { reviewCatalogue as allReviewed } from './review-all.ts';
import { servingAt } from './serving.ts';

type Routes = typeof matterRoutes;

export const getMatter =
  (deps: MattersDeps): Body<Routes['getMatter']> =>
  async ({ caller, params, query, now }) => {
    identify(await deps.snapshots.current(), caller, 'catalogue');
    const matters = await deps.matters.current();
    const day = dayOf(query, now);
    const matter = matterOn(matters, params.matter, day);
    const { body, hall } = guideFacts(matters, matter, day);
    const named = bodyOn(body, day) ?? body.names.at(-1);
    const window = windowOf(matter, hall, day);
    const view: MatterView | undefined = named &&
      window && {
        matter,
        versions: matters.versions(params.matter).map(({ version, from, until }) => ({
          version,
          from,
          ...(until === undefined ? {} : { until }),
        })),
        body: { name: named.name, creditCode: named.creditCode },
        window: {
          id: window.id,
          kind: window.kind,
          name: window.name,
          window: window.window,
          role: window.role,
          phone: window.phone,
        },
        visits: visitsOf(matter).map(({ moment, why }) => ({ moment, why: [...why] })),
        once: onceOnly(matter),
        star: starLevel(matter),
      };
    return { body: view };
  };

export const getGuide =
  (deps: MattersDeps): Body<Routes['getGuide']> =>
  async ({ caller, params, query, now }) => {
    const snapshot = await deps.snapshots.current();
    identify(snapshot, caller, 'catalogue');
    const matters = await deps.matters.current();
    const { filed } = query;
    const day = dayOf(query, filed === undefined ? now : Date.parse(filed));
    const matter = matterOn(matters, params.matter, day);
    const facts = guideFacts(matters, matter, day);
    const { calendars } = snapshot.clocks;
    const ifFiled = filed && promiseOf(matter, filed, { calendars, office: officeOn(facts.hall, day) });
    const at = filed === undefined ? now : Date.parse(filed);
    // Of another day no moment was asked about.
    const serving = beijingDate(at) === day && servingAt(at, facts.hall, windowOf(matter, facts.hall, day), calendars);
    const further = { ...(ifFiled ? { ifFiled } : {}), ...(serving ? { serving } : {}) };
    return { body: { ...guideOf(matter, query.form, facts), ...further } };
  };

export const reviewMatter =
  (deps: MattersDeps): Body<Routes['reviewMatter']> =>
  async ({ caller, params, query, now }) => {
    const snapshot = await deps.snapshots.current();
    identify(snapshot, caller, 'catalogue');
    const matters = await deps.matters.current();
    const day = dayOf(query, now);
    return { body: reviewed({ snapshot, matters, day, now }, matterOn(matters, params.matter, day)) };
  };

export const reviewCatalogue =
  (deps: MattersDeps): Body<Routes['reviewCatalogue']> =>
  async ({ caller, query, now }) => {
    const snapshot = await deps.snapshots.current();
    identify(snapshot, caller, 'catalogue');
    const matters = await deps.matters.current();
    return { body: allReviewed({ snapshot, matters, day: dayOf(query, now), now }, query.most) };
  };
