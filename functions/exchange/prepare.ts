/** Everything before the department is asked: who asks, under which grant, for which case, about whom. */
import type { HubKeys } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import { type Input, validate } from '#functions/kernel/request.ts';
import type { CaseEnds } from '#functions/snapshot/case-ends.store.ts';
import type { IndexedSnapshot, SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { askRoute } from '#schemas/routes/exchange.ts';
import type { Adapter, ResourceAdapter } from './adapter.ts';
import { subjectOf } from './answer.ts';
import { type Authority, authorise, declaredOnly, identified, signedBy } from './authorise.ts';
import { denied } from './deny.ts';
import type { Wish } from './match-grant.ts';
import { requestText } from './question.ts';
import { otherParty } from './ticket.ts';
import { passedBefore } from './via.ts';

export interface PrepareDeps {
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly ends: Pick<CaseEnds, 'has'>;
  /** 节点 this hub among hubs. */
  readonly node: string;
}

/** A question that may be put to the department. */
export interface Prepared {
  readonly snapshot: IndexedSnapshot;
  readonly keys: HubKeys;
  readonly port: ResourceAdapter;
  readonly authority: Authority;
  readonly question: unknown;
  /** Whom it is about: a citizen's or a firm's code. */
  readonly subject: string;
  /** Its canonical text: same text, same question. */
  readonly text: string;
  /** The hubs through which it came. */
  readonly via: readonly string[];
}

type Given = Pick<Input<ReturnType<typeof askRoute>>, 'params' | 'body' | 'caller' | 'now' | 'message'>;

/**
 * Throws not-found, invalid-request, or exchange-denied, explained; a denial never depends on whom the question is about. `how`: of a question
 * that is not asked one by one.
 */
export const prepare = async (
  adapter: Adapter,
  deps: PrepareDeps,
  { params, body, caller, now, message }: Given,
  how: Pick<Wish, 'use' | 'ticketShown'> = {},
): Promise<Prepared> => {
  const snapshot = await deps.snapshots.current();
  const keys = await deps.keys();
  const who = identified(snapshot, caller, 'exchange');
  const via = passedBefore(who.client, message, deps.node);
  if (typeof via === 'string') throw denied(snapshot, via);
  const name = `${adapter.department}/${params.resource}`;
  const port = Object.hasOwn(adapter.resources, params.resource) && adapter.resources[params.resource];
  if (!snapshot.resource(name) || !port) throw problem('not-found');
  const { purpose, party, fields } = body;
  declaredOnly(snapshot.versionsOf(name), fields);
  const signed = signedBy(snapshot, who, message, now);
  const wish = { resource: name, purpose, role: party.role, fields, now, ...signed, ...how };
  const authority = await authorise(snapshot, who, wish);

  const question = validate(port.request, body.request, '/request');
  const subject = subjectOf(authority.resource, question);
  const refused = authority.ticket && otherParty(authority.ticket, wish.role, subject, keys);
  if (refused) throw denied(snapshot, refused, authority);
  return { snapshot, keys, port, authority, question, subject, text: requestText(authority, question), via };
};
