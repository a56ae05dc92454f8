/** 办件凭据: what the case layer gives a department that has a part in the case, so that it may ask others for it. Nothing is stored. */
import { randomUUID } from 'node:crypto';
import { subjectHandle } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { forbidden, identify } from '#functions/snapshot/caller.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { CaseParty, CaseState } from '#schemas/case.ts';
import { isForeign } from '#schemas/identifier.ts';
import type { caseRoutes } from '#schemas/routes/cases.ts';
import { CASE_LAYER, TICKET_AUDIENCE, TICKET_CHARACTERS, TICKET_SECONDS, TicketClaims } from '#schemas/ticket.ts';
import { mayRead } from './actors.ts';
import type { CasesDeps } from './deps.ts';
import { askableFor } from './family.ts';
import { signTicket } from './sign-ticket.ts';
import type { Case } from './state.ts';
import { templateOf } from './template.ts';
import { type Asking, deskFor } from './whose.ts';

/** From the receipt to the decision; afterwards nobody needs anybody's data for it. */
const OPEN: readonly CaseState[] = ['received', 'noticed', 'accepted', 'provisional', 'in-progress', 'decided'];

const MOST_PARTIES = 20;

interface Asked {
  readonly matter: string;
  readonly resources?: readonly string[] | undefined;
  readonly parties?: readonly string[] | undefined;
}

const wrong = (field: string, rule: string) => problem('unprocessable', { errors: [{ field, rule }] });

/** The hall may ask for every matter of the case, a body for its own; both for the bundle as a whole. Throws forbidden, conflict. */
const assertPart = (
  asking: Asking,
  found: Case,
  { bundle, matter, department }: { bundle: string | undefined; matter: string; department: string },
) => {
  if (matter === bundle) return;
  const task = found.tasks.find((one) => one.matter === matter);
  if (!task || (department !== found.hall && department !== task.department))
    throw forbidden(
      asking.snapshot,
      'ticket-other-task',
      '限本部门在本办件中的事项 only for a matter that is yours in this case',
      deskFor(asking, found, ['body'], matter),
    );
  if (task.state === 'denied' || task.state === 'ended')
    throw problem('conflict', { detail: '该事项已终止或不予许可 the task is over', cause: 'task-over' });
  // 退回: what it waits for comes from the applicant; it may ask again once it has been taken up.
  if (task.state === 'returned')
    throw problem('conflict', { detail: '事项已退回补正 the task was returned', cause: 'task-returned' });
};

/** Resources granted to the department for the matter, as of `now`. */
const grantedTo = ({ raw }: IndexedSnapshot, department: string, matter: string, now: number): string[] => {
  const granted = raw.grants.filter(
    ({ consumer, state, suspended, from, until, purposes }) =>
      consumer === department &&
      state === 'active' &&
      suspended === undefined &&
      Date.parse(from) <= now &&
      now < Date.parse(until) &&
      purposes.some((one) => one.kind === 'matter' && one.matter === matter),
  );
  return [...new Set(granted.map(({ resource }) => resource))].toSorted();
};

const resourcesFor = (granted: readonly string[], { resources }: Asked): readonly string[] => {
  if (granted.length === 0)
    throw problem('unprocessable', {
      detail:
        '本部门为该事项无数据授权，可由窗口部门申请凭据 your department has no grant for this matter; the hall may ask for the ticket',
      errors: [{ field: '/matter', rule: 'nothing-granted' }],
    });
  const missing = (resources ?? []).flatMap((id, i) =>
    granted.includes(id) ? [] : [{ field: `/resources/${i}`, rule: 'not-granted' }],
  );
  if (missing.length > 0) throw problem('unprocessable', { errors: missing });
  return resources ?? granted;
};

const partiesFor = (found: Case, { parties }: Asked): readonly CaseParty[] => {
  const named = parties?.map((id, i) => {
    const party = found.parties.find((one) => one.id === id);
    if (!party) throw wrong(`/parties/${i}`, 'party-unknown');
    // 外国人证件: nobody here is asked about it.
    if (isForeign(party.code)) throw wrong(`/parties/${i}`, 'party-foreign');
    return party;
  });
  const all = named ?? found.parties.filter(({ code }) => !isForeign(code));
  if (all.length > MOST_PARTIES) throw wrong('/parties', 'name-the-parties');
  return all;
};

export const issueTicket =
  (deps: CasesDeps): Body<(typeof caseRoutes)['issueTicket']> =>
  async ({ caller, params, body, now }) => {
    const snapshot = await deps.snapshots.current();
    const party = identify(snapshot, caller, 'cases');
    const found = await deps.cases.load(params.case);
    if (!found || !mayRead(found, party)) throw problem('not-found');
    if (!OPEN.includes(found.state) || !found.pins)
      throw problem('conflict', { detail: '办件不在办理中 the case is not open', cause: 'case-not-open' });
    const department = party.department.id;
    const matters = await deps.matters.current();
    const bundle = templateOf(matters, found.subject, found.pins)?.matter;
    assertPart({ snapshot, matters, now }, found, { bundle, matter: body.matter, department });
    const resources = resourcesFor(grantedTo(snapshot, department, body.matter, now), body);
    if (resources.length > 50) throw wrong('/resources', 'name-the-resources');
    const named = { parties: partiesFor(found, body), named: body.parties !== undefined };
    const parties = askableFor(matters, found, body.matter, named);
    const keys = await deps.keys();
    const iat = Math.floor(now / 1000);
    const claims = TicketClaims.parse({
      ...{ iss: CASE_LAYER, aud: TICKET_AUDIENCE, iat, exp: iat + TICKET_SECONDS, jti: randomUUID() },
      ...{ case: found.id, matter: body.matter, department, resources, level: body.level },
      parties: parties.map(({ role, code }) => ({ role, digest: subjectHandle(keys, code), key: keys.version })),
    });
    const ticket = await signTicket(claims, await deps.ticketKey());
    if (ticket.length > TICKET_CHARACTERS) throw wrong('/resources', 'name-the-resources');
    return {
      body: {
        ticket,
        expiresAt: new Date(claims.exp * 1000).toISOString(),
        matter: body.matter,
        resources: [...resources],
        parties: parties.map(({ id }) => id),
        level: body.level,
      },
    };
  };
