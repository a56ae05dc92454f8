/** What the exchange says in the room: grants, tickets, records and receipts are the hub's own; only the departments' answers come from the registers at hand. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { checkAnswer } from '#functions/exchange/answer.ts';
import { conclude } from '#functions/exchange/conclude.ts';
import { newInstance } from '#functions/exchange/instance.ts';
import { prepare } from '#functions/exchange/prepare.ts';
import { recordsStore } from '#functions/exchange/records.store.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import { usesStore } from '#functions/supervision/uses.store.ts';
import { askedOf } from '#schemas/departments/index.ts';
import { ExchangeLine, type ExchangeRecord } from '#schemas/exchange.ts';
import { askRoute } from '#schemas/routes/exchange.ts';
import type { Registers } from './registers.ts';

const Line = z.object(ExchangeLine.shape);
const departments = Object.keys(askedOf) as (keyof typeof askedOf)[];

export interface QuestionsRoom {
  readonly client: DynamoDBDocumentClient;
  readonly tables: { readonly exchanges: string; readonly uses: string };
  readonly snapshot: IndexedSnapshot;
  readonly keys: () => Promise<HubKeys>;
  readonly registers: Registers;
}

/** `down`: resources whose department does not answer now; whoever plays adds to it. */
export const questionsRoom = ({ client, tables, snapshot, keys, registers }: QuestionsRoom) => {
  const down = new Set<string>();
  const said = new Map<string, object>();
  const uses = usesStore(client, tables.uses);
  const records = recordsStore(client, tables.exchanges);
  const deps = {
    ...{ node: '330784', keys, instance: newInstance(), snapshots: { current: async () => snapshot } },
    // Here everything is asked at once.
    ends: { has: async () => false },
    records: {
      put: async (place: Parameters<typeof records.put>[0], record: ExchangeRecord) => {
        const outcome = await records.put(place, record);
        await uses.put(Line.parse(record), record.handle);
        return outcome;
      },
    },
  };
  const ask =
    (department: keyof typeof askedOf): Body<ReturnType<typeof askRoute>> =>
    // Nothing goes over HTTP here, so there is no message to be signed.
    async ({ message: _none, ...input }) => {
      const resources = Object.fromEntries(
        Object.entries(askedOf[department]).map(([name, { request, answer }]) => [
          name,
          { request, answer, later: true as const },
        ]),
      );
      const prepared = await prepare({ department, resources }, deps, input);
      const { authority, port, subject } = prepared;
      if (down.has(authority.resource.id)) throw problem('department-unavailable');
      const register = registers[authority.resource.id]?.(subject);
      const corrected = said.get(`${authority.resource.id} ${subject}`);
      const raw = register || corrected ? { ...(register as object | undefined), ...corrected } : null;
      const answer = checkAnswer(authority.resource, port.answer, raw, subject);
      const { caller, requestId, idempotencyKey, now } = input;
      const concluding = { ...prepared, caller, requestId, idempotencyKey, moment: () => now };
      return { body: await conclude(concluding, { answer, ms: 0 }, deps) };
    };
  return {
    /** 更正: from now on the register says this of him. */
    say: (resource: string, code: string, answer: object) => void said.set(`${resource} ${code}`, answer),
    ...{ down, uses, records: deps.records, instance: deps.instance },
    routes: Object.fromEntries(departments.map((department) => [department, askRoute(department)])),
    bodies: Object.fromEntries(departments.map((department) => [department, ask(department)])),
  };
};
