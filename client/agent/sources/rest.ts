/** A local REST service: one POST with a JSON body, one JSON record back. */
import * as z from 'zod';
import { jsonRecord } from '#functions/departments/protocols/json-record.ts';
import { certificates, httpAddress, networks } from '#functions/departments/protocols/reach.ts';
import { restClient } from '#functions/departments/protocols/rest.client.ts';
import { problem } from '#functions/kernel/problem.ts';
import { AnswerMap, answerFrom, QuestionMap, valueAt } from '../mapping.ts';
import type { Source } from '../source.ts';

export const RestSource = z.strictObject({
  kind: z.literal('rest'),
  /** https://host[:port][/path], or plain http on this machine. */
  base: httpAddress,
  path: z.string().regex(/^\/[\w./-]*$/, 'path'),
  headers: z.record(z.string().regex(/^[\w-]+$/), z.string().max(2000)).default({}),
  /** Where the service stands, when it has no public address: CIDR. */
  networks,
  tls: certificates.default({}),
  send: QuestionMap,
  /** Member that holds the record, where the answer is an envelope. */
  record: z.string().min(1).max(100).optional(),
  /** How it says that it is well, and that it knows nothing: by a code in the envelope, or by a status. */
  code: z
    .strictObject({ member: z.string().min(1).max(100), well: z.array(z.string()), nothing: z.array(z.string()) })
    .optional(),
  nothing: z.array(z.int().min(200).max(499)).default([]),
  answer: AnswerMap,
});

type Settings = z.infer<typeof RestSource>;

/** The record in its envelope; null: nothing is known. */
const recordOf = ({ record, code }: Settings, said: unknown): unknown => {
  if (code) {
    const told = jsonRecord(said).cell(code.member) ?? '';
    if (code.nothing.includes(told)) return null;
    if (!code.well.includes(told)) throw problem('department-error', { cause: 'rest:code' });
  }
  return record === undefined ? said : ((said as Record<string, unknown> | null)?.[record] ?? null);
};

export const restSource = (settings: Settings): Source => {
  const { base, path, headers, networks: reach, tls, send, nothing, answer } = settings;
  const client = restClient({ base, headers, nothing, networks: reach, tls });
  return {
    ask: async (question, _id, context) => {
      const body = Object.fromEntries(Object.entries(send).map(([name, from]) => [name, valueAt(from, question)]));
      const said = await client.post(path as `/${string}`, body, context);
      const found = said === null ? null : recordOf(settings, said);
      return found === null ? null : answerFrom(answer, jsonRecord(found).cell, question);
    },
    close: async () => client.close(),
  };
};
