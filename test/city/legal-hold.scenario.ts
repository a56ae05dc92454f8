/** 法律保全 through the gateway: each function under its own role, S3 through the door that keeps its locks. */
import { beforeAll, expect, test } from 'vitest';
import { folderKey } from '#functions/certificates/files.client.ts';
import type { LocalCity } from '#infra/local/city.ts';
import type { CertificateSummary } from '#schemas/certificate.ts';
import type { LegalHoldLine, LegalHolds } from '#schemas/legal-hold.ts';
import { issueRequest } from '#test/functions/certificates/issue-request.ts';
import { ORDER } from '#test/functions/certificates/legal-hold/calls.ts';
import { boot, call } from './support.ts';

let city: LocalCity;
let [issuer, authority] = ['', ''];
beforeAll(async () => {
  city = await boot();
  [issuer, authority] = await Promise.all([city.token('real-estate-system'), city.token('data-authority-system')]);
});

test('a certificate is put under a legal hold and released by the data authority; every file follows, and the issuer may not', async () => {
  const body = issueRequest({ number: '浙(2017)永康市不动产权第0097001号' });
  const headers = { 'idempotency-key': 'hold-1' };
  const issued = await call<CertificateSummary>(city, 'POST', '/v1/certificates', { token: issuer, body, headers });
  expect(issued.status).toBe(201);
  const { identifier, type } = issued.body;
  const at = `/v1/certificates/${identifier}/legal-holds`;
  const held = () =>
    [...city.engine.locks()]
      .filter(([name]) => name.includes(folderKey(type, identifier)))
      .map(([, { held: so = false }]) => so);
  const stands = async () => {
    await city.settle();
    return (await call<LegalHolds>(city, 'GET', at, { token: authority })).body;
  };

  const placed = await call<LegalHoldLine>(city, 'POST', at, { token: authority, body: ORDER, headers });
  expect(placed).toMatchObject({ status: 201, body: { ...ORDER, identifier } });
  expect(await stands()).toMatchObject({ held: true, settled: true, items: [placed.body] });
  // Four files of the issue, that it was issued, and the hold.
  expect(held()).toEqual(Array(6).fill(true));

  const release = `${at}/${placed.body.hold}/release`;
  const reason = { reason: '判决已生效' };
  for (const [method, path, wish] of [
    ['POST', at, ORDER],
    ['PUT', release, reason],
    ['GET', at, undefined],
  ] as const)
    expect((await call(city, method, path, { token: issuer, body: wish, headers })).status).toBe(403);

  expect((await call(city, 'PUT', release, { token: authority, body: reason })).status).toBe(200);
  expect(await stands()).toMatchObject({ held: false, settled: true });
  expect(held()).toEqual(Array(7).fill(false));
});
