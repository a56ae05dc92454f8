/** What the exchange says in the room: grants, tickets, records and receipts are the hub's own; only the departments' answers come from the registers at hand. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { checkAnswer } from '#functions/exchange/answer.ts';
import { conclude } from '#functions/exchange/conclude.ts';
import { newInstance } from '#functions/exchange/instance.ts';
import { prepare } from '#functions/exchange/prepare.ts';
import { type RecordsStore, recordsStore } from '#functions/exchange/records.store.ts';
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Queue } from '#functions/kernel/queue.client.ts';
import type { Body } from '#functions/kernel/request.ts';
import { relayExchanges } from '#functions/relay/exchanges.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import { usesStore } from '#functions/supervision/uses.store.ts';
import { askedOf } from '#schemas/departments/index.ts';
import { ExchangeLine, type ExchangeRecord } from '#schemas/exchange.ts';
import { askRoute } from '#schemas/routes/exchange.ts';
import { carryingOut } from './carrying-out.ts';
import type { Registers } from './registers.ts';
import type { Asked } from './registers-of-firms.ts';
import { streamRecord } from './stream.ts';
import type { Around, Further } from './tables.ts';

const departments = Object.keys(askedOf) as (keyof typeof askedOf)[];

export interface QuestionsRoom {
  readonly client: DynamoDBDocumentClient;
  readonly tables: { readonly exchanges: string; readonly uses: string };
  readonly snapshot: IndexedSnapshot;
  readonly keys: () => Promise<HubKeys>;
  readonly registers: Registers;
  readonly further: Further;
  readonly around: Around;
  /** Of the notices. */
  readonly notices: Queue;
}

const NOBODY: Queue = { send: async () => new Set() };

/** `down`: resources whose department does not answer now; whoever plays adds to it. */
export const questionsRoom = ({
  client,
  tables,
  snapshot,
  keys,
  registers,
  further,
  around,
  notices,
}: QuestionsRoom) => {
  const down = new Set<string>();
  const said = new Map<string, object>();
  const uses = usesStore(client, tables.uses);
  const records = recordsStore(client, tables.exchanges);
  /** What the stream of the records brings; who watches look-ups is no part of a scenario. */
  const told: Queue = {
    send: async (envelopes) => {
      for (const { data, subject = '' } of envelopes) await uses.put(ExchangeLine.parse(data), subject);
      return new Set();
    },
  };
  const relayed = async (place: Parameters<typeof records.put>[0], record: ExchangeRecord) => {
    const { batchItemFailures } = await relayExchanges([streamRecord('1', { ...place, ...record })], {
      ...{ uses: told, notices, alerts: NOBODY },
    });
    if (batchItemFailures.length > 0) throw new Error('relay failed');
  };
  /** The stream of the table behind a store of records: it brings what stands there until that was told, by whoever comes next. */
  const recording = (store: RecordsStore): RecordsStore => ({
    put: async (place, record) => {
      const outcome = await store.put(place, record);
      await relayed(place, outcome === 'written' ? record : outcome);
      return outcome;
    },
  });
  const { changes, effects, carryOut, memory } = carryingOut(client, further, around);
  const deps = {
    ...{ node: '330784', keys, instance: newInstance(), snapshots: { current: async () => snapshot } },
    // Here everything is asked at once.
    ends: { has: async () => false },
    records: recording(records),
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
      const { authority, port, subject, question } = prepared;
      const { id, asked } = authority.resource;
      if (down.has(id)) throw problem('department-unavailable');
      const look = () => {
        const register = registers[id]?.(subject, question as Asked, beijingDate(input.now));
        const corrected = said.get(`${id} ${subject}`);
        return register || corrected ? { ...(register as object | undefined), ...corrected } : null;
      };
      const { caller, requestId, idempotencyKey, now } = input;
      const answer =
        asked === 'change'
          ? await carryOut(prepared, { idempotencyKey, now }, look)
          : {
              answer: checkAnswer(authority.resource, port.answer, await around(async () => look())(), subject),
              ms: 0,
            };
      const concluding = { ...prepared, caller, requestId, idempotencyKey, moment: () => now };
      return { body: await conclude(concluding, answer, deps) };
    };
  return {
    /** 更正: from now on the register says this of him. */
    say: (resource: string, code: string, answer: object) => void said.set(`${resource} ${code}`, answer),
    ...{ down, changes, effects, memory, uses, records: deps.records, recording, instance: deps.instance },
    routes: Object.fromEntries(departments.map((department) => [department, askRoute(department)])),
    bodies: Object.fromEntries(departments.map((department) => [department, ask(department)])),
  };
};
