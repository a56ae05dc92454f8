/** The library's part of the neighbour: her title is issued as a certificate, and found, pulled and copied by whoever is granted it. */

import { grants } from '#city/grants.ts';
import type { LocalCity } from '#infra/local/city.ts';
import { issueRequest } from '#test/functions/certificates/issue-request.ts';
import { type Answer, call } from '../support.ts';
import { CASE, systemOf } from './questions.ts';
import type { Whom } from './who.ts';

const PREFIX = 'certificates/';

const issue = async (city: LocalCity, { code, name, phone, unitNumber }: Whom): Promise<Answer> => {
  const request = issueRequest();
  const holders = [{ name, code, codeType: '111' as const }];
  const location = `永康市东城街道丽州中路417号4层17室（联系人${name}，电话${phone}）`;
  return call(city, 'POST', '/v1/certificates', {
    token: await city.token(systemOf('real-estate')),
    headers: { 'idempotency-key': `${code}-${phone}` },
    body: issueRequest({
      number: '浙(2020)永康市不动产权第0900417号',
      holders,
      data: { ...request.data, location, unitNumber, notes: `${name} ${code} ${phone}` },
    }),
  });
};

/** Every answer of the library, first that of issuing. */
export const library = async (city: LocalCity, whom: Whom): Promise<readonly Answer[]> => {
  const issued = await issue(city, whom);
  const answers: Answer[] = [issued];
  for (const { resource, consumer, purposes, parties, fields } of grants.filter((one) =>
    one.resource.startsWith(PREFIX),
  )) {
    const [[purpose], [party]] = [purposes, parties];
    if (purpose?.kind !== 'matter' || !party) continue;
    const holder = /licence/.test(resource) ? whom.firm : whom.code;
    const token = await city.token(systemOf(consumer));
    const about = async () => ({
      purpose: {
        kind: 'matter',
        matter: purpose.matter,
        ticket: await city.ticket({
          case: CASE,
          matter: purpose.matter,
          department: consumer,
          parties: [{ role: party.role, code: holder }],
          resources: [resource],
          level: party.level,
        }),
      },
      party: { role: party.role },
      holder,
    });
    const post = async (path: string, more: object) =>
      call(city, 'POST', `/v1/certificates/${path}`, { token, body: { ...(await about()), ...more } });
    const copied = async (made: Answer): Promise<Answer[]> => {
      const body = { token: String((made.body.copy as { token?: string } | undefined)?.token) };
      return [made, await call(city, 'POST', '/v1/copies/redeem', { token, body })];
    };
    answers.push(await post('find', { type: resource.slice(PREFIX.length) }));
    if (resource !== 'certificates/real-estate-title') continue;
    const at = String(issued.body.identifier);
    answers.push(await post(`${at}/pull`, { level: 'fields', fields }));
    if (party.level === 'copy')
      answers.push(
        ...(await copied(await post(`${at}/copies`, { level: 'copy', fields, reason: `${whom.name}归档` }))),
      );
  }
  return answers;
};
