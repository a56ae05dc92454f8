/** A bundle: its template, what a situation needs, before and after, and its review. */
import type { Body } from '#functions/kernel/request.ts';
import { identify } from '#functions/snapshot/caller.ts';
import type { BundleTemplate } from '#schemas/bundle.ts';
import type { matterRoutes } from '#schemas/routes/matters.ts';
import type { Answers } from '#schemas/situation.ts';
import type { MattersDeps } from './deps.ts';
import { endedBy, templateOn } from './ended.ts';
import { bundleOn, dayOf } from './facts.ts';
import { compositionOf, figuresOf, levelsOf, mergedForm } from './figures.ts';
import type { IndexedMatters } from './index-matters.ts';
import { mattersOf, papersOf } from './papers.ts';
import { reviewBundle as reviewed } from './review.ts';
import { situate, switchedOn } from './situation.ts';

type Routes = typeof matterRoutes;

/** What these answers need. Of wrong answers none counts, and each is named. */
const situated = ({ pinned }: IndexedMatters, template: BundleTemplate, given: Answers) => {
  const { answers, errors, open } = situate(template.situations, given);
  const matters = mattersOf(template, pinned, answers);
  return {
    open: [...open],
    errors: [...errors],
    matters: matters.map(({ id }) => id),
    levels: levelsOf(switchedOn(template.matters, answers)),
    papers: papersOf(template, pinned, { answers }),
    form: mergedForm(matters).map((field) => ({ ...field, matters: [...field.matters] })),
    figures: figuresOf(template, pinned, { answers }),
  };
};

export const listBundles =
  (deps: MattersDeps): Body<Routes['listBundles']> =>
  async ({ caller, query, now }) => {
    identify(await deps.snapshots.current(), caller, 'catalogue');
    const matters = await deps.matters.current();
    const day = dayOf(query, now);
    const ids = [...new Set(matters.raw.bundles.map(({ id }) => id))].toSorted();
    const items = ids.flatMap((id) => {
      const template = templateOn(matters.templates(id), day);
      if (!template) return [];
      const { version, name, lead, matter } = template;
      return [{ id, version, name, lead, matter, composition: compositionOf(mattersOf(template, matters.pinned)) }];
    });
    return { body: { items } };
  };

export const getBundle =
  (deps: MattersDeps): Body<Routes['getBundle']> =>
  async ({ caller, params, query, now }) => {
    identify(await deps.snapshots.current(), caller, 'catalogue');
    const matters = await deps.matters.current();
    const day = dayOf(query, now);
    const template = bundleOn(matters, params.bundle, day);
    return {
      body: {
        template,
        versions: matters.templates(params.bundle).map(({ version, from, until }) => ({
          version,
          from,
          ...(until === undefined ? {} : { until }),
        })),
        composition: compositionOf(mattersOf(template, matters.pinned)),
        typical: situated(matters, template, template.typical),
        ended: endedBy(template, matters.pinned, day),
      },
    };
  };

export const situateBundle =
  (deps: MattersDeps): Body<Routes['situateBundle']> =>
  async ({ caller, params, body, now }) => {
    identify(await deps.snapshots.current(), caller, 'catalogue');
    const matters = await deps.matters.current();
    return { body: situated(matters, bundleOn(matters, params.bundle, dayOf(body, now)), body.answers) };
  };

export const reviewBundle =
  (deps: MattersDeps): Body<Routes['reviewBundle']> =>
  async ({ caller, params, query, now }) => {
    const snapshot = await deps.snapshots.current();
    identify(snapshot, caller, 'catalogue');
    const matters = await deps.matters.current();
    const day = dayOf(query, now);
    return { body: reviewed({ snapshot, matters, day, now }, bundleOn(matters, params.bundle, day)) };
  };
