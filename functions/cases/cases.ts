/** /v1/cases: opened as a draft, worked on by acts, read by who has a part in it. */

import { beijingDate } from '#functions/kernel/beijing.ts';
import { passes, problem } from '#functions/kernel/problem.ts';
import type { Body, Caller, Input } from '#functions/kernel/request.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import { identify, type Party } from '#functions/snapshot/caller.ts';
import type { CaseAct, CaseEvent } from '#schemas/case-act.ts';
import type { caseRoutes } from '#schemas/routes/cases.ts';
import { actorOf, assertMay, mayRead, rolesIn } from './actors.ts';
import { assertApplying } from './applying.ts';
import { caseIdOf } from './case-id.ts';
import { assertOffered } from './channels.ts';
import { type Command, commandOf } from './commands.ts';
import type { CasesDeps } from './deps.ts';
import { assertKnownFields } from './form-fields.ts';
import { assertMandated } from './mandate.ts';
import { assertOfficer, assertResource, assertTask } from './named.ts';
import { assertWritten, SLIP_TAKEN, slipOf } from './offline.ts';
import { assertUploaded, filesOfAct } from './papers/named-files.ts';
import { assertGrounded } from './parties.ts';
import { moveOf, perform } from './perform.ts';
import { assertMayTake, assertTakenAt } from './places.ts';
import { readable } from './readable.ts';
import { countIfRefused } from './refused-decisions.ts';
import { replay } from './replay.ts';
import { applyingCodes, awaitsReports } from './reports.ts';
import type { Case } from './state.ts';
import { pinsOn } from './template.ts';
import { barredFrom } from './tolerance.ts';
import { viewOf } from './view.ts';

type Routes = typeof caseRoutes;

interface Coming {
  readonly caller: Caller;
  readonly now: number;
}

const who = async (deps: CasesDeps, { caller, now }: Coming) => {
  const snapshot = await deps.snapshots.current();
  const party = identify(snapshot, caller, 'cases');
  const matters = await deps.matters.current();
  return { snapshot, party, matters, calendars: snapshot.clocks.calendars, now };
};
type Who = Awaited<ReturnType<typeof who>>;

const shown = (found: Case, seen: Who) => {
  const { party } = seen;
  const takes = party.department.id !== found.hall || passes(() => assertMayTake(seen, found, party));
  return viewOf(found, {
    ...seen,
    actor: actorOf(party),
    rolesIn: (task) => (takes ? rolesIn(found, party, task) : []),
  });
};

/** In any of the tasks that are the caller's. */
const seenAs = (found: Case, party: Party) => [
  ...new Set(['', ...found.tasks.map(({ matter }) => matter)].flatMap((task) => rolesIn(found, party, task))),
];

const assertHall = (seen: Who, hall: string): void =>
  assertMay(seen, { hall }, { act: 'amend', move: 'amend' }, rolesIn({ hall, tasks: [] }, seen.party));

export const openCase =
  (deps: CasesDeps): Body<Routes['openCase']> =>
  async (input) => {
    const seen = await who(deps, input);
    const { now, body } = input;
    const { hall } = seen.matters.raw;
    assertHall(seen, hall.department);
    assertMayTake(seen, { ...body, hall: hall.department }, seen.party);
    assertMandated(body, { party: body.onBehalf, field: '/onBehalf', scope: 'apply' }, now);
    assertGrounded(body);
    assertWritten(body, now);
    // Whatever cannot be filed is said at once, before anything is filled in.
    const day = beijingDate(now);
    const pins = pinsOn(seen.matters, body.subject, body.answers, day);
    assertApplying(seen.matters, body, day);
    assertKnownFields(seen.matters, { subject: body.subject }, body.form, day);
    assertTakenAt(seen.matters, pins, body.place);
    assertOffered(seen.matters, pins, body.channel);
    const keys = await deps.keys();
    const command = commandOf(keys, input);
    const division = seen.snapshot.department(hall.department)?.division ?? '000000';
    const id = caseIdOf(keys, { division, channel: body.channel, at: now, command: command.id });
    const { onBehalf, ...sent } = body;
    const event: CaseEvent = {
      ...{ v: 1, case: id, n: 1, type: 'open', at: now, to: 'draft' },
      by: actorOf(seen.party, onBehalf),
      data: { ...sent, hall: hall.department },
    };
    const outcome = await deps.cases.append(event, command, slipOf(body));
    if (outcome === 'reused') throw problem('idempotency-key-reused');
    if (outcome === 'stale') throw problem('hub-not-ready', { cause: 'case-id-taken', retryAfter: 1 });
    if (outcome !== 'done' && 'heldBy' in outcome) throw SLIP_TAKEN(outcome.heldBy);
    const found = outcome === 'done' ? replay([event]) : await deps.cases.load(outcome.known);
    if (!found) throw problem('internal', { cause: 'case-opened-and-gone' });
    return { body: shown(found, seen), headers: { location: `/v1/cases/${found.id}`, etag: `"${found.n}"` } };
  };

export const getCase =
  (deps: CasesDeps): Body<Routes['getCase']> =>
  async (input) => {
    const seen = await who(deps, input);
    const found = await readable(deps.cases, input.params.case, seen.party);
    return { body: shown(found, seen), headers: { etag: `"${found.n}"` } };
  };

export const listCaseEvents =
  (deps: CasesDeps): Body<Routes['listCaseEvents']> =>
  async (input) => {
    const seen = await who(deps, input);
    await readable(deps.cases, input.params.case, seen.party);
    const events = await deps.cases.events(input.params.case);
    return {
      body: {
        items: events.map(({ v: _v, case: _case, at, ...line }) => ({ ...line, at: new Date(at).toISOString() })),
      },
    };
  };

const taskIn = (body: CaseAct): string | undefined => ('task' in body ? body.task : undefined);
const behalfIn = (body: CaseAct): string | undefined => ('onBehalf' in body ? body.onBehalf : undefined);

/** 失信: the party, when his last commitment was revoked and not repaired. */
const barredAmong = async ({ cases }: CasesDeps, { parties }: Case, party: string): Promise<string[]> => {
  const code = parties.find(({ id }) => id === party)?.code;
  return code !== undefined && (await cases.barred(code)) ? [party] : [];
};

/** 报告先行: looked for when the application is filed, and when somebody asks for them again. */
const reportsFor = async ({ reports }: CasesDeps, matters: IndexedMatters, found: Case, { act }: CaseAct) => {
  const looks = (act === 'file' || act === 'take-reports') && awaitsReports(matters, found);
  return looks ? (await Promise.all(applyingCodes(found).map((code) => reports.about(code)))).flat() : [];
};

const acted = async (deps: CasesDeps, input: Input<Routes['actOnCase']>, command: Command) => {
  const seen = await who(deps, input);
  const { party, matters, calendars, now } = seen;
  const { body, params } = input;
  const actor = actorOf(party, behalfIn(body));
  const keys = await deps.keys();
  const acting = async (found: Case) => {
    if (!mayRead(found, party)) throw problem('not-found');
    if (party.department.id === found.hall) assertMayTake(seen, found, party);
    const task = taskIn(body);
    assertTask(found, task);
    const as = task === undefined ? seenAs(found, party) : rolesIn(found, party, task);
    assertMay(seen, found, { act: body.act, move: moveOf(body), task }, as);
    assertOfficer(seen.snapshot, found, body);
    assertResource(seen.snapshot, body);
    // Only now: who has no part learns nothing of what was uploaded.
    const named = filesOfAct(body);
    if (named.length > 0) assertUploaded(named, await deps.files.all(params.case));
    const barred = body.act === 'sign-commitment' ? await barredAmong(deps, found, body.party) : [];
    const reports = await reportsFor(deps, matters, found, body);
    const untolerated = await barredFrom({ cases: deps.cases, matters, now }, found, body);
    return { now, actor, as, matters, calendars, keys, barred, untolerated, reports };
  };
  const found = await perform({ store: deps.cases, id: params.case, body, command, acting });
  return { body: shown(found, seen), headers: { etag: `"${found.n}"` } };
};

export const actOnCase =
  (deps: CasesDeps): Body<Routes['actOnCase']> =>
  async (input) => {
    const command = commandOf(await deps.keys(), input);
    try {
      return await acted(deps, input, command);
    } catch (error) {
      await countIfRefused(deps, input, command, error);
      throw error;
    }
  };
