/** Resources that another hub answers: our question put there in its words, for the fields that may be released here and no others. */
import * as z from 'zod';
import { type Adapter, type AskContext, adapter, type Ways } from '#functions/exchange/adapter.ts';
import { VIA } from '#functions/exchange/via.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Asked } from '#schemas/asked.ts';
import { FieldPointer, Uuid } from '#schemas/identifier.ts';
import type { Hub } from './hub.client.ts';
import { type Mapped, type Mapping, mapping } from './hub-mapping.ts';

/** What is read of its answer; a later version may say more. */
const Said = z.looseObject({
  exchange: Uuid,
  resource: z.string(),
  resourceVersion: z.int(),
  found: z.boolean(),
  answer: z.unknown().optional(),
  fields: z.array(FieldPointer).max(200),
});

const invalid = (cause: string): Error => problem('department-answer-invalid', { cause });

const asking =
  (hub: Hub, name: string, mapped: Mapping) =>
  async (question: unknown, context: AskContext): Promise<unknown> => {
    const { onward } = context;
    if (!onward) throw problem('internal', { cause: 'nothing-onward' });
    const { resources } = await hub.settings();
    const resource = resources[name] ?? mapped.resource;
    const fields = mapped.wanted(onward.fields);
    const body = {
      purpose: { kind: 'standing', code: mapped.purpose },
      party: { role: onward.role },
      request: mapped.question(question as object),
      fields,
    };
    const headers = { 'idempotency-key': onward.key, [VIA]: onward.via.join(', ') };
    const path = `/v1/exchange/${resource}` as const;
    const answer = await hub.call({ method: 'POST', path, body, headers, signed: mapped.signed === true }, context);
    const said = Said.safeParse(answer).data;
    if (!said) throw invalid('hub-envelope');
    if (said.resource !== resource) throw invalid('hub-other-resource');
    if (said.resourceVersion !== mapped.version) throw invalid('hub-other-version');
    onward.receipt(said.exchange);
    if (!said.found) return null;
    // A field that is missing without a word would read as one that is empty.
    if (fields.some((field) => !said.fields.includes(field)))
      throw problem('department-refused', { cause: 'hub-fields-cut' });
    return mapped.answer(said.answer) ?? {};
  };

type Questions = Readonly<Record<string, Asked & { readonly kind?: 'now' }>>;

/** Joins what is declared of the hub's resources (schemas/departments) with how each is asked there. */
export const hubAdapter = <D extends Questions>(
  department: string,
  asked: D,
  mapped: { readonly [N in keyof D]: Mapped },
  hub: Hub,
): Adapter => {
  const ways = Object.entries(mapped).map(([name, one]) => [name, asking(hub, name, mapping(one))]);
  return adapter(department, asked, Object.fromEntries(ways) as Ways<D>);
};
