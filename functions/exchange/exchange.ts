/** The exchange 交换, told from asking to releasing. Nothing leaves without its record. */
import type { Clock } from '#functions/kernel/clock.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import { log } from '#functions/kernel/log.ts';
import { problem } from '#functions/kernel/problem.ts';
import { type Body, type Input, validate } from '#functions/kernel/request.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { Answered } from '#schemas/exchange.ts';
import type { askRoute } from '#schemas/routes/exchange.ts';
import type { Adapter } from './adapter.ts';
import { checkAnswer, chosen, subjectOf } from './answer.ts';
import { type Authority, authorise, declaredOnly, identified } from './authorise.ts';
import { denied } from './deny.ts';
import { decidedFacts } from './facts.ts';
import { type GuardedDeps, guardedAsk } from './guarded-ask.ts';
import type { Instance } from './instance.ts';
import { keepRecord } from './keep-record.ts';
import { requestText } from './question.ts';
import type { RecordsStore } from './records.store.ts';
import { assertReleasable } from './release.ts';
import { otherParty } from './ticket.ts';

export interface ExchangeDeps extends GuardedDeps {
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly records: RecordsStore;
  readonly instance: Instance;
  /** Keeps running while the function is frozen (functions/kernel/clock.ts). */
  readonly clock: Clock;
}

type Route = ReturnType<typeof askRoute>;

/** The body of POST /v1/exchange/{department}/{resource} for one department. */
export const exchange =
  (adapter: Adapter, deps: ExchangeDeps): Body<Route> =>
  async (input: Input<Route>) => {
    const { params, body, caller, now, requestId, idempotencyKey } = input;
    const started = deps.clock();
    const moment = () => now + Math.round(deps.clock() - started);

    // Who asks, under which grant, for which case.
    const snapshot = await deps.snapshots.current();
    const keys = await deps.keys();
    const who = identified(snapshot, caller, 'exchange');
    const name = `${adapter.department}/${params.resource}`;
    const resource = snapshot.resource(name);
    const port = Object.hasOwn(adapter.resources, params.resource) && adapter.resources[params.resource];
    if (!resource || !port || !('ask' in port)) throw problem('not-found');
    declaredOnly(resource, body.fields);
    const wish = { resource: name, purpose: body.purpose, role: body.party.role, fields: body.fields, now };
    const authority = await authorise(snapshot, who, wish);

    // About whom.
    const question = validate(port.request, body.request, '/request');
    const subject = subjectOf(resource, question);
    const refused = authority.ticket && otherParty(authority.ticket, wish.role, subject, keys);
    if (refused) throw denied(snapshot, refused, authority);
    const asked = requestText(authority, question);

    // Ask the department; check what it says; keep what was granted and asked for.
    const { answer, ms } = await guardedAsk((context) => port.ask(question, context), deps, now, moment);
    const checked = checkAnswer(resource, port.answer, answer, subject);
    const { found, released, releasedText } = chosen(authority.fields, checked);

    // Write the record, look once more, release.
    const facts = { ...decidedFacts(authority), kind: 'exchange' as const, ms, found };
    const record = await keepRecord(
      { ...facts, subjectCode: subject, requestText: asked, releasedText },
      idempotencyKey,
      { records: deps.records, instance: deps.instance, keys },
    );
    await assertReleasable(await deps.snapshots.current(), authority, caller, moment());
    log('info', { event: 'exchange', requestId, exchange: record.id, resource: name, client: who.client.id, ms });
    return { body: answered(record, authority, found ? { found, answer: released } : { found }, moment()) };
  };

const answered = (
  record: { readonly id: string; readonly repeatOf?: string | undefined },
  { resource, grant, fields }: Authority,
  outcome: { readonly found: boolean; readonly answer?: unknown },
  at: number,
): Answered => ({
  exchange: record.id,
  ...(record.repeatOf === undefined ? {} : { repeatOf: record.repeatOf }),
  resource: resource.id,
  resourceVersion: resource.version,
  grant: { id: grant.id, revision: grant.revision },
  answeredAt: new Date(at).toISOString(),
  ...outcome,
  fields: [...fields],
});
