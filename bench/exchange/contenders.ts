/** The ways to get the question to the department and the answer back, each a request listener. */
import { randomUUID } from 'node:crypto';
import http, { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type CryptoKey, jwtVerify } from 'jose';
import { restClient } from '#functions/departments/protocols/rest.client.ts';
import { retryBudget } from '#functions/exchange/ask.ts';
import { breaker } from '#functions/exchange/breaker.ts';
import { breakersStore } from '#functions/exchange/breakers.store.ts';
import { evidenceStore } from '#functions/exchange/evidence.store.ts';
import { exchange } from '#functions/exchange/exchange.ts';
import { newInstance } from '#functions/exchange/instance.ts';
import { quotaGate } from '#functions/exchange/quota/gate.ts';
import { quotasStore } from '#functions/exchange/quota/quotas.store.ts';
import { quotas } from '#functions/exchange/quota/quotas.ts';
import { recordsStore } from '#functions/exchange/records.store.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import type { HttpEvent } from '#functions/kernel/request.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import { realEstate } from '#schemas/departments/real-estate.ts';
import { Ask } from '#schemas/exchange.ts';
import { askRoute } from '#schemas/routes/exchange.ts';
import { AUDIENCE, answer, CLIENT, ISSUER, snapshot } from './world.ts';

export interface Means {
  /** http://127.0.0.1:port of the department. */
  readonly department: string;
  readonly database: DynamoDBDocumentClient;
  readonly tables: Readonly<Record<'exchanges' | 'breakers' | 'quotas', string>>;
  /** Checks tokens. */
  readonly key: CryptoKey | Uint8Array;
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const read = async (request: IncomingMessage): Promise<Buffer> => Buffer.concat(await request.toArray());
const end = (response: ServerResponse, status: number, text: string | Buffer): void =>
  void response.writeHead(status, { ...JSON_TYPE, 'content-length': Buffer.byteLength(text) }).end(text);

const agent = new http.Agent({ keepAlive: true });
const ask = (department: string, sent: Buffer | string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { method: 'POST', agent, headers: { ...JSON_TYPE, 'content-length': Buffer.byteLength(sent) } };
    const request = http.request(`${department}/q`, options, (given) => read(given).then(resolve, reject));
    request.on('error', reject).end(sent);
  });

const verified = async (key: Means['key'], request: IncomingMessage): Promise<string> => {
  const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
  const { payload } = await jwtVerify(token, key, { algorithms: ['RS256'], issuer: ISSUER, audience: AUDIENCE });
  return String(payload.client_id);
};

type Contender = (means: Means) => (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The department itself, asked without anything between. */
const direct: Contender = () => async (request, response) => {
  await read(request);
  end(response, 200, answer);
};

/** Passes bytes on: no token, no check, no record. */
const proxy: Contender =
  ({ department }) =>
  async (request, response) =>
    end(response, 200, await ask(department, await read(request)));

/** One conditional put and nothing else: the physical floor of a record. */
const put: Contender =
  ({ database, tables }) =>
  async (request, response) => {
    await read(request);
    await database.send(record(tables.exchanges, {}));
    end(response, 200, answer);
  };

const record = (table: string, said: object) =>
  new PutCommand({
    TableName: table,
    Item: { pk: randomUUID(), sk: '0', v: 1, at: Date.now(), client: CLIENT, ...said },
    ConditionExpression: 'attribute_not_exists(pk)',
  });

/** What a careful developer writes by hand: token, both schemas, the department, one audit item. No grant, purpose, filter, breaker or quota. */
const peer: Contender =
  ({ department, database, tables, key }) =>
  async (request, response) => {
    const [client, bytes] = await Promise.all([verified(key, request), read(request)]);
    const { request: asked } = Ask.parse(JSON.parse(bytes.toString('utf8')));
    const premises = realEstate.premises.request.parse(asked);
    const said = realEstate.premises.answer.parse(
      JSON.parse((await ask(department, JSON.stringify(premises))).toString('utf8')),
    );
    await database.send(record(tables.exchanges, { client, unit: said.unitNumber }));
    end(response, 200, JSON.stringify(said));
  };

/** The exchange as it is deployed, with everything on; the token is checked as the API's authorizer does. */
const hub: Contender = ({ department, database, tables, key }) => {
  const rest = restClient({ base: department, networks: ['127.0.0.1/32'] });
  const clock = () => performance.now();
  const held = indexSnapshot(snapshot());
  const keys = hubKeys(JSON.stringify({ version: 1, master: 'a secret for benches only, long enough' }));
  const adapter = {
    department: 'real-estate',
    resources: {
      premises: { ...realEstate.premises, ask: (asked: unknown, context: never) => rest.post('/q', asked, context) },
    },
  };
  const handler = api(
    { ask: askRoute('real-estate') },
    {
      ask: exchange(adapter as never, {
        node: '330784',
        snapshots: { current: async () => held },
        keys: async () => keys,
        ends: { has: async () => false },
        records: recordsStore(database, tables.exchanges),
        evidence: evidenceStore(database, tables.exchanges),
        instance: newInstance(),
        breaker: breaker('real-estate', breakersStore(database, tables.breakers), clock),
        asking: { clock, sleep, random: Math.random, budget: retryBudget(), deadlineMs: 10_000 },
        gates: [quotaGate(quotas(quotasStore(database, tables.quotas)), {})],
        clock,
      }),
    },
  );
  return async (request, response) => {
    const [client, bytes] = await Promise.all([verified(key, request), read(request)]);
    const event = {
      routeKey: 'POST /v1/exchange/real-estate/{resource}',
      headers: request.headers,
      pathParameters: { resource: 'premises' },
      body: bytes.toString('utf8'),
      requestContext: {
        ...{ timeEpoch: Date.now(), requestId: randomUUID(), http: { method: 'POST', path: '' } },
        authorizer: { jwt: { claims: { client_id: client, sub: client, scope: 'exchange' } } },
      },
    } as unknown as HttpEvent;
    const given = await handler(event, {} as never, {} as never);
    end(response, given?.statusCode ?? 500, given?.body ?? '');
  };
};

const CONTENDERS = { direct, proxy, put, peer, hub } as const;
export type ContenderName = keyof typeof CONTENDERS;

export const listener = (name: ContenderName, means: Means): RequestListener => {
  const serve = CONTENDERS[name](means);
  return (request, response) => {
    serve(request, response).catch(() => end(response, 500, '{}'));
  };
};
