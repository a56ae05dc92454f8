/** Every question that anybody may put about somebody: each resource of the catalogue, under each grant, for each role. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { grants } from '#city/grants.ts';
import { resources } from '#city/resources/index.ts';
import { signer } from '#client/sdk/sign.ts';
import type { LocalCity } from '#infra/local/city.ts';
import type { AskedOf } from '#schemas/asked.ts';
import { askedOf } from '#schemas/departments/index.ts';
import type { Grant } from '#schemas/grant.ts';
import type { Resource } from '#schemas/resource.ts';
import { type Answer, call } from '../support.ts';
import { at, requestOf } from './request.ts';
import type { Whom } from './who.ts';

export interface Question {
  readonly resource: Resource;
  readonly grant: Grant;
  readonly party: Grant['parties'][number];
}

export const CASE = '330784-test-0017';

export const questions: readonly Question[] = resources.flatMap((resource) =>
  grants
    .filter((grant) => grant.resource === resource.id)
    .flatMap((grant) => grant.parties.map((party) => ({ resource, grant, party }))),
);
/** One of each resource, under the grant that gives most. */
export const oneOfEach: readonly Question[] = resources.flatMap(
  ({ id }) =>
    questions
      .filter(({ resource }) => resource.id === id)
      .toSorted((a, b) => b.grant.fields.length - a.grant.fields.length)[0] ?? [],
);

const schemaOf = ({ id }: Resource) => {
  const [department = '', name = ''] = id.split('/');
  const asked = (askedOf as Readonly<Record<string, AskedOf>>)[department]?.[name];
  if (!asked) throw new Error(`${id} stands in the catalogue, and nobody declares what it is asked`);
  return asked.request;
};

export const bodyOf = async (city: LocalCity, { resource, grant, party }: Question, whom: Whom) => {
  const request = requestOf(schemaOf(resource), whom);
  const [purpose] = grant.purposes;
  const stated =
    purpose?.kind === 'matter'
      ? {
          kind: 'matter',
          matter: purpose.matter,
          ticket: await city.ticket({
            case: CASE,
            matter: purpose.matter,
            department: grant.consumer,
            parties: [{ role: party.role, code: at(request, resource.subject.request) }],
            resources: [resource.id],
            level: party.level,
          }),
        }
      : { kind: 'standing', code: purpose?.code };
  return { purpose: stated, party: { role: party.role }, request, fields: grant.fields };
};

export const systemOf = (department: string): string => `${department}-system`;

/** As the department's own system signs where the grant demands it. */
const signatureOf = (
  city: LocalCity,
  client: string,
  { path, headers, body }: { path: string; headers: Record<string, string>; body: string },
): Promise<Record<string, string>> =>
  signer(city.oidc.clientKeys(client), () => city.clock.now())({
    method: 'POST',
    url: `${city.url}${path}`,
    headers: { ...headers, 'content-type': 'application/json' },
    body,
  });

/** Asks, and fetches what comes later until it is there or `patience` ms are over; every answer on the way. */
export const ask = async (
  city: LocalCity,
  question: Question,
  whom: Whom,
  patience = 0,
): Promise<readonly Answer[]> => {
  const token = await city.token(systemOf(question.grant.consumer), ['exchange']);
  const path = `/v1/exchange/${question.resource.id}`;
  const body = JSON.stringify(await bodyOf(city, question, whom));
  // Nobody should make a key of a number; who does must not find it kept.
  const headers = { 'idempotency-key': `${whom.code}-${whom.phone}-${randomUUID()}` };
  const signed = question.grant.signature
    ? await signatureOf(city, systemOf(question.grant.consumer), { path, headers, body })
    : headers;
  const first = await call(city, 'POST', path, { token, body, headers: signed });
  const until = performance.now() + patience;
  const answers = [first];
  for (let last = first; last.status === 202 && performance.now() < until; answers.push(last)) {
    await sleep(150);
    last = await call(city, 'GET', first.headers.get('location') ?? '', { token });
  }
  return answers;
};
