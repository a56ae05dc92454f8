/** Questions about somebody that must be refused, his number, name and telephone in each of them. */
import { grants } from '#city/grants.ts';
import type { LocalCity } from '#infra/local/city.ts';
import { type Answer, call } from '../support.ts';
import { bodyOf, type Question, systemOf } from './questions.ts';
import type { Whom } from './who.ts';

/** A department that may not ask for this resource at all. */
const strangerTo = (resource: string): string => {
  const consumers = grants.filter((grant) => grant.resource === resource).map(({ consumer }) => consumer);
  return ['health', 'fire', 'housing', 'civil-affairs'].find((one) => !consumers.includes(one)) ?? '';
};

export const refusals = async (
  city: LocalCity,
  question: Question,
  whom: Whom,
  other: Whom,
): Promise<readonly Answer[]> => {
  const { code, name, phone } = whom;
  const [good, ofOther] = [await bodyOf(city, question, whom), await bodyOf(city, question, other)];
  const bodies: unknown[] = [
    { ...good, [name]: code, [code]: phone },
    { ...good, request: { ...good.request, [name]: phone } },
    { ...good, request: Object.fromEntries(Object.keys(good.request).map((key) => [key, [name, code, phone]])) },
    { ...good, fields: [`/n${phone}`, `/${name}`] },
    { ...good, fields: [`/n${phone}`] },
    { ...good, purpose: { kind: 'standing', code: `n${phone}` } },
    { ...good, purpose: { kind: 'matter', matter: `n${phone}`, ticket: `${code}.${phone}.${name}` } },
    { ...good, party: { role: name } },
    ...(ofOther.purpose.kind === 'matter' ? [{ ...good, purpose: ofOther.purpose }] : []),
    `{"name": "${name}", "code": ${code}`,
  ];
  const path = `/v1/exchange/${question.resource.id}`;
  const post = async (department: string, body: unknown) =>
    call(city, 'POST', path, {
      token: await city.token(systemOf(department), ['exchange']),
      body,
      headers: { 'idempotency-key': `${code}-${phone}` },
    });
  // One after the other: together they would start as many instances.
  const answers: Answer[] = [await post(strangerTo(question.resource.id), good)];
  for (const body of bodies) answers.push(await post(question.grant.consumer, body));
  return answers;
};
