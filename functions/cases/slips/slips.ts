/** /v1/cases/{case}/slips: what each step left in the citizen's hand, made again from its event whenever it is asked for. */
import { problem } from '#functions/kernel/problem.ts';
import type { Body, Caller } from '#functions/kernel/request.ts';
import { identify } from '#functions/snapshot/caller.ts';
import type { caseSlipRoutes } from '#schemas/routes/case-slips.ts';
import type { CasesDeps } from '../deps.ts';
import { readable } from '../readable.ts';
import { happenings, slipOf } from './slip-of.ts';
import { slipHeaders, slipPage } from './slip-page.ts';
import { bodiesOf, wordsOf } from './words.ts';

type Routes = typeof caseSlipRoutes;
export type SlipsDeps = Pick<CasesDeps, 'snapshots' | 'matters' | 'cases'>;

const all = async (deps: SlipsDeps, { caller, params }: { caller: Caller; params: { case: string } }) => {
  const snapshot = await deps.snapshots.current();
  await readable(deps.cases, params.case, identify(snapshot, caller, 'cases'));
  return { snapshot, all: happenings(await deps.cases.events(params.case)) };
};

export const listCaseSlips =
  (deps: SlipsDeps): Body<Routes['listCaseSlips']> =>
  async (input) => {
    const happened = await all(deps, input);
    return { body: { items: happened.all.flatMap((one) => slipOf(one) ?? []) } };
  };

export const getCaseSlip =
  (deps: SlipsDeps): Body<Routes['getCaseSlip']> =>
  async (input) => {
    const { snapshot, all: happened } = await all(deps, input);
    const happening = happened.find(({ event }) => event.n === input.params.n);
    const slip = happening && slipOf(happening);
    if (!slip) throw problem('not-found');
    const telling = { matters: await deps.matters.current(), calendars: snapshot.clocks.calendars };
    const page = slipPage(slip, wordsOf(slip, happening, telling), bodiesOf(happening, telling));
    return { body: page, headers: slipHeaders };
  };
