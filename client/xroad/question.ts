/** From a message to a question: purpose, party and fields, which X-Road does not have and the hub demands. */
import { Purpose } from '#schemas/exchange.ts';
import { PartyRole } from '#schemas/grant.ts';
import { FieldPointer } from '#schemas/identifier.ts';
import type { Speaker } from './clients.ts';
import type { Service } from './directory.ts';
import { XRoadError } from './errors.ts';
import { identifier } from './identifiers.ts';
import type { Message } from './message.ts';

/** A compact JWS: a case ticket. What else stands in X-Road-Issue is a reference, and a reference proves nothing. */
const TICKET = /^[\w-]+\.[\w-]+\.[\w-]+$/;

const bad = (message: string): XRoadError => new XRoadError('Client.BadRequest', message);

const statedPurpose = (said: string): Purpose | undefined => {
  if (said === '') return undefined;
  const [kind, name] = said.split(':');
  const parsed = Purpose.safeParse(kind === 'matter' ? { kind, matter: name } : { kind, code: name });
  if (!parsed.success) throw bad('X-OneTrip-Purpose is standing:<code> or matter:<name>');
  return parsed.data;
};

const purposeOf = ({ header }: Message, standard: Purpose | undefined): Purpose => {
  const purpose = statedPurpose(header('x-onetrip-purpose')) ?? standard;
  if (!purpose)
    throw bad('for this client and service the gateway knows no purpose: send X-OneTrip-Purpose, or have one set');
  const issue = header('x-road-issue');
  return purpose.kind === 'matter' && TICKET.test(issue) ? { ...purpose, ticket: issue } : purpose;
};

const partyOf = ({ header }: Message, standard: PartyRole): PartyRole => {
  const said = header('x-onetrip-party');
  if (said === '') return standard;
  const parsed = PartyRole.safeParse(said);
  if (!parsed.success) throw bad(`X-OneTrip-Party is one of ${PartyRole.options.join(', ')}`);
  return parsed.data;
};

const fieldsOf = ({ header }: Message, standard: readonly string[]): readonly string[] => {
  const said = header('x-onetrip-fields');
  if (said === '') return standard;
  const fields = said.split(',').map((field) => field.trim());
  if (!fields.every((field) => FieldPointer.safeParse(field).success))
    throw bad('X-OneTrip-Fields are JSON Pointers, separated by commas');
  return fields;
};

const requestOf = ({ body }: Message): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw bad('the body is not JSON in UTF-8');
  }
};

/** Whom the caller acts for, and through which server: nothing follows from either, so what is not expected is refused rather than passed over. */
export const checkedHeaders = ({ header }: Message, speaker: Speaker, securityServer: string | undefined): void => {
  const represented = header('x-road-represented-party');
  if (
    represented !== '' &&
    !speaker.represents.includes(identifier(represented, 'X-Road-Represented-Party', 1, 2).join('/'))
  )
    throw bad('this client may not act for that X-Road-Represented-Party');
  const server = header('x-road-security-server');
  if (server !== '' && identifier(server, 'X-Road-Security-Server', 4).join('/') !== securityServer)
    throw bad('that X-Road-Security-Server is not this one');
};

/** All declared leaves are asked for unless it is said otherwise: the hub releases those that are granted. */
export const questionOf = (message: Message, speaker: Speaker, { resource }: Service) => {
  const standard = speaker.standard(resource.id);
  const declared = standard.fields ?? resource.fields.map(({ pointer }) => pointer);
  return {
    purpose: purposeOf(message, standard.purpose),
    party: { role: partyOf(message, standard.party) },
    request: requestOf(message),
    fields: fieldsOf(message, declared),
  };
};
