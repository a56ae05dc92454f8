import { expect, test } from 'vitest';
import { ALLOWED_TYPES } from '#infra/partitions.ts';
import { type Synthesized, synthesize } from './synthesized.ts';

const named = {
  bundle: false,
  domain: 'hub.example.gov',
  domainCertificate: 'arn:aws:acm:eu-central-1:111122223333:certificate/1',
};
const one = (from: Synthesized, type: string) => from.ofType(`AWS::ApiGatewayV2::${type}`)[0];

test('the hub under a name of its own', () => {
  const hub = synthesize(named);
  const [domain, mapping] = [one(hub, 'DomainName'), one(hub, 'ApiMapping')];
  expect(domain?.properties).toMatchObject({
    DomainName: 'hub.example.gov',
    DomainNameConfigurations: [{ SecurityPolicy: 'TLS_1_2', EndpointType: 'REGIONAL' }],
  });
  expect(domain?.properties.MutualTlsAuthentication).toBeUndefined();
  expect(mapping?.properties).toMatchObject({ DomainName: { Ref: domain?.id }, Stage: '$default' });
  expect(one(hub, 'Api')?.properties.DisableExecuteApiEndpoint).toBeUndefined();
  expect(hub.resources.map(({ type }) => type).filter((type) => !ALLOWED_TYPES.aws.includes(type))).toEqual([]);
});

test('whoever calls shows a certificate, where the operator names those who may; there is no other door then', () => {
  const hub = synthesize({ ...named, truststore: 's3://trust/departments.pem' });
  expect(one(hub, 'DomainName')?.properties.MutualTlsAuthentication).toEqual({
    TruststoreUri: 's3://trust/departments.pem',
  });
  expect(one(hub, 'Api')?.properties.DisableExecuteApiEndpoint).toBe(true);
});
