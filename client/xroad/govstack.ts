/**
 * GovStack's Information Mediator: X-Road's directory without /r1, under other header and member names, its descriptions and errors as JSON
 * strings. Its own API file puts /r1 in front, so both are served; its test suite sends path segments in quotes, so those are taken off.
 */

import { clientHeader } from './clients.ts';
import { XRoadError } from './errors.ts';
import type { MemberId } from './identifiers.ts';
import { segments } from './identifiers.ts';
import { type Answer, jsonAnswer, type Message } from './message.ts';
import { govStackClients, govStackMethods } from './metadata.ts';
import type { Parts } from './parts.ts';

const WORD = /^[A-Za-z][A-Za-z0-9]*$/;
const CODE = /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/;
const FORMS = [WORD, WORD, CODE, CODE];
const DIRECTORY = ['listMethods', 'allowedMethods', 'getOpenAPI'];

const speaksGovStack = (message: Message): boolean =>
  message.header('x-road-client') === '' && clientHeader(message) !== '';

const unquoted = (part: string): string => part.replace(/^"(.*)"$/, '$1');

/** Errors are JSON strings too. */
const refusal = (message: string, status = 400): Answer => jsonAnswer(message, status);

const described = async (message: Message, all: Parts, id: MemberId): Promise<Answer> => {
  const code = message.query.get('serviceCode') ?? '';
  if (!CODE.test(code)) return refusal('serviceCode is missing or none');
  try {
    const service = (await all.directory()).service(id, code);
    return jsonAnswer(JSON.stringify(await all.describe(id, service)));
  } catch (error) {
    if (error instanceof XRoadError)
      return refusal(error.message, error.type.startsWith('Server.ServerProxy.Service') ? 500 : 400);
    throw error;
  }
};

/** undefined: this is no request in GovStack's form. */
export const govStack = async (message: Message, all: Parts): Promise<Answer | undefined> => {
  if (message.method !== 'GET') return undefined;
  const path = segments(message.path).map(unquoted);
  const instance = message.query.get('instanceId');
  if (path.length === 1 && path[0] === 'listClients' && (instance !== null || speaksGovStack(message)))
    return jsonAnswer(govStackClients(await all.directory(), instance));

  const bare = path[0] === 'r1' ? (speaksGovStack(message) ? path.slice(1) : []) : path;
  const [what = ''] = bare.slice(4);
  if (bare.length !== 5 || !DIRECTORY.includes(what)) return undefined;
  const broken = FORMS.findIndex((form, i) => !form.test(bare[i] ?? ''));
  if (broken >= 0)
    return refusal(`${['instance', 'memberClass', 'memberCode', 'applicationCode'][broken]} is no identifier`);
  const id = bare.slice(0, 4) as unknown as MemberId;
  if (what === 'getOpenAPI') return described(message, all, id);
  // Who may ask is decided for a caller; what there is, is open to all of them.
  const member = (await all.directory()).member(id);
  const services = what === 'listMethods' ? member.services : await all.allowed(all.identify(message), member);
  return jsonAnswer(govStackMethods(member, services));
};
