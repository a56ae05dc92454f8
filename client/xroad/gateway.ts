/** What is served where: /r1 and the directory as X-Road has them, and GovStack's face of the same. */
import { randomUUID } from 'node:crypto';
import { stringify } from 'yaml';
import type { Speaker } from './clients.ts';
import type { Service } from './directory.ts';
import { XRoadError } from './errors.ts';
import { call } from './exchange.ts';
import { govStack } from './govstack.ts';
import { requestHash } from './hash.ts';
import { type MemberId, segments, service as serviceOf, written } from './identifiers.ts';
import { type Answer, jsonAnswer, type Message } from './message.ts';
import { knownInstance, listClientsJson, listClientsXml, methodsJson } from './metadata.ts';
import type { Parts } from './parts.ts';
import { checkedHeaders } from './question.ts';
import { verificationConf } from './verification.ts';

const METADATA = ['listMethods', 'allowedMethods', 'getOpenAPI'];
const wantsYaml = ({ header }: Message): boolean => /^\s*(application|text)\/(x-)?yaml/.test(header('accept'));

const openApi = async (message: Message, { describe }: Parts, member: MemberId, service: Service): Promise<Answer> => {
  const said = await describe(member, service);
  if (!wantsYaml(message)) return jsonAnswer(said);
  return { status: 200, headers: { 'content-type': 'text/yaml; charset=utf-8' }, body: stringify(said) };
};

const metadata = async (
  message: Message,
  speaker: Speaker,
  all: Parts,
  id: MemberId,
  code: string,
): Promise<Answer> => {
  if (message.method !== 'GET') throw new XRoadError('Client.BadRequest', 'metadata is fetched by GET');
  const known = await all.directory();
  const member = known.member(id);
  if (code === 'listMethods') return jsonAnswer(methodsJson(member, member.services));
  if (code === 'allowedMethods') return jsonAnswer(methodsJson(member, await all.allowed(speaker, member)));
  const wanted = message.query.get('serviceCode');
  if (!wanted) throw new XRoadError('Client.BadRequest', 'Missing serviceCode in message body');
  return openApi(message, all, id, known.service(id, wanted));
};

/** The protocol proper. What comes back is bound to what was sent. */
const r1 = async (message: Message, path: readonly string[], all: Parts, seen: Seen): Promise<Answer> => {
  const speaker = all.identify(message);
  seen.client = speaker.id;
  checkedHeaders(message, speaker, all.settings.securityServer);
  const { member, code, rest } = serviceOf(path);
  seen.service = [...member, code].join('/');
  const requestId = randomUUID();
  const id = message.header('x-road-id') || randomUUID();
  const place = `/r1/${written([...member, code])}`;
  const answer = METADATA.includes(code)
    ? await metadata(message, speaker, all, member, code)
    : await call(message, speaker, (await all.directory()).service(member, code), rest, place);
  seen.exchange = answer.headers['x-onetrip-exchange'];
  return {
    ...answer,
    headers: {
      ...answer.headers,
      'x-road-client': written(speaker.id.split('/')),
      'x-road-service': written([...member, code]),
      'x-road-id': id,
      'x-road-request-id': requestId,
      'x-road-request-hash': requestHash({ ...message, id, requestId }),
    },
  };
};

const listClients = async (message: Message, all: Parts): Promise<Answer> => {
  const known = await all.directory();
  const instance = message.query.get('xRoadInstance');
  knownInstance(known, instance);
  if (/application\/json/.test(message.header('accept'))) return jsonAnswer(listClientsJson(known, instance));
  return { status: 200, headers: { 'content-type': 'text/xml; charset=utf-8' }, body: listClientsXml(known, instance) };
};

/** Filled on the way, for the log. */
export interface Seen {
  client?: string;
  service?: string;
  exchange?: string | undefined;
}

/** Throws whatever went wrong; the server tells it as an error of X-Road. */
export const gateway =
  (all: Parts, address: string) =>
  async (message: Message, seen: Seen): Promise<Answer> => {
    const asked = await govStack(message, all);
    if (asked) return asked;
    const [first, ...rest] = segments(message.path);
    if (first === 'r1') return r1(message, rest, all, seen);
    if (message.method === 'GET' && first === 'listClients' && rest.length === 0) return listClients(message, all);
    if (message.method === 'GET' && first === 'verificationconf' && rest.length === 0)
      return {
        status: 200,
        headers: { 'content-type': 'application/zip' },
        body: await verificationConf(await all.directory(), all.settings, new URL(address).hostname),
      };
    throw new XRoadError('Client.BadRequest', 'unsupported protocol version: this server speaks r1');
  };
