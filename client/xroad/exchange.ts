/** A service is called: the question goes to the hub, the answer comes back as the service's own. */
import type { AnsweredAs, HubError, Later } from '../sdk/index.ts';
import type { Speaker } from './clients.ts';
import type { Service } from './directory.ts';
import { isServicesOwn, XRoadError } from './errors.ts';
import { type Answer, jsonAnswer, type Message } from './message.ts';
import { questionOf } from './question.ts';

type Answered = AnsweredAs<unknown>;

const KEY = /^[\x21-\x7e]{1,110}$/;

const answer = ({ exchange, repeatOf, found, answer: body }: Answered): Answer => {
  const headers = { 'x-onetrip-exchange': exchange, ...(repeatOf ? { 'x-onetrip-repeat-of': repeatOf } : {}) };
  return found ? jsonAnswer(body, 200, headers) : jsonAnswer({ found: false }, 404, headers);
};

const waiting = ({ question, askedAt, keptUntil, state }: Later<unknown>, place: string): Answer =>
  jsonAnswer({ question, askedAt, keptUntil, state }, 202, { location: `${place}/${question}`, 'retry-after': '1' });

/** Category 1: the service refuses, in its own words. */
const own = ({ code, status, message, errors, requestId }: HubError): Answer =>
  jsonAnswer(
    {
      type: `/problems/${code}`,
      title: message,
      status,
      code,
      instance: requestId,
      ...(errors.length > 0 ? { errors } : {}),
    },
    status,
    { 'content-type': 'application/problem+json; charset=utf-8' },
  );

const post = async (message: Message, speaker: Speaker, service: Service, place: string): Promise<Answer> => {
  const id = message.header('x-road-id');
  // Named by the caller, the message happens once; a name that we made ourselves he could not repeat.
  const named = KEY.test(id) ? { idempotencyKey: `x-road:${id}` } : {};
  const said = await speaker.hub.ask(String(service.resource.id), questionOf(message, speaker, service), named);
  return 'state' in said ? waiting(said, place) : answer(said);
};

const fetchLater = async (
  speaker: Speaker,
  { resource }: Service,
  question: string,
  place: string,
): Promise<Answer> => {
  const later = speaker.hub.later(String(resource.id), question);
  const said = await later.look();
  return said
    ? answer(said)
    : jsonAnswer({ question, state: 'waiting' }, 202, { location: `${place}/${question}`, 'retry-after': '1' });
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `place`: path of the service at this gateway. Throws what is no answer of the service itself. */
export const call = async (
  message: Message,
  speaker: Speaker,
  service: Service,
  rest: readonly string[],
  place: string,
): Promise<Answer> => {
  try {
    if (message.method === 'POST' && rest.length === 0) return await post(message, speaker, service, place);
    const [question = ''] = rest;
    const later = service.resource.asked === 'later' && rest.length === 1 && UUID.test(question);
    if (message.method === 'GET' && later) return await fetchLater(speaker, service, question, place);
  } catch (error) {
    if (isServicesOwn(error)) return own(error);
    throw error;
  }
  throw new XRoadError(
    'Server.ServerProxy.AccessDenied',
    'the service has no such endpoint: a question is posted to its root, because people are never named in an address',
  );
};
