/** 提出疑义: whoever was answered says what in the answer is wrong. From then on every answer about the person says that it is in doubt. */
import { canonical } from '#functions/kernel/canonical.ts';
import { everyHandle, hmac, keyedUuid, subjectHandle } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { seal } from '#functions/kernel/sealed.ts';
import { identify, nameOf } from '#functions/snapshot/caller.ts';
import type { Doubt } from '#schemas/doubt.ts';
import type { doubtsRoutes } from '#schemas/routes/doubts.ts';
import type { QualityDeps } from './deps.ts';
import { dueIn, put } from './next.ts';
import { view } from './view.ts';

/** The caller's own exchange, about this person. Any other is as unknown as one that never was. */
const ownLine = async (deps: QualityDeps, id: string, department: string, handles: readonly string[]) => {
  const line = await deps.uses.get(id);
  if (!line || line.consumer !== department) throw problem('not-found');
  const [from, until] = [new Date(line.at).toISOString(), new Date(line.at + 1).toISOString()];
  const { lines } = await deps.lines.about(handles, { from, until }, 100);
  if (!lines.some((one) => one.id === id)) throw problem('not-found');
  return line;
};

export const reportDoubt =
  (deps: QualityDeps): Body<typeof doubtsRoutes.reportDoubt> =>
  async ({ body, caller, now, idempotencyKey }) => {
    const snapshot = await deps.snapshots.current();
    const who = identify(snapshot, caller, 'exchange');
    const keys = await deps.keys();
    const { subject, exchange, fields, believed, evidence } = body;
    const id = keyedUuid(keys, canonical(['doubt', caller.clientId, caller.subject, idempotencyKey ?? '']));
    const request = hmac(keys.request, canonical(body));
    const found = await deps.registry.get('doubt', id);
    if (found && found.request !== request) throw problem('idempotency-key-reused');
    if (found) return { body: view(found) };
    const line = await ownLine(deps, exchange, who.department.id, everyHandle(keys, subject));
    const foreign = fields.flatMap((field, i) =>
      line.fields.includes(field) ? [] : [{ field: `/fields/${i}`, rule: 'not-in-the-answer' }],
    );
    if (foreign.length > 0) throw problem('invalid-request', { errors: foreign });
    const due = dueIn(snapshot, 'reported', now);
    const at = new Date(now).toISOString();
    const doubt: Doubt = {
      ...{ v: 1, revision: 1, kind: 'doubt', id, resource: line.resource, fields, state: 'reported' },
      owner: snapshot.resource(line.resource)?.department ?? line.provider,
      reporter: who.department.id,
      ...{ exchange, evidence, handle: subjectHandle(keys, subject), keyVersion: keys.version, request },
      sealed: seal(keys.kept, id, JSON.stringify({ subject, believed })),
      ...(due ? { due } : {}),
      ...{ passed: 0, ruled: false },
      steps: [{ event: 'report', to: 'reported', at, department: who.department.id, by: nameOf(who) }],
    };
    return { body: view(await put(deps, doubt, now)) };
  };
