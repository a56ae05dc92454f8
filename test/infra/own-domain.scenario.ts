/** The hub under a name of its own, run by hub.test.ts: what both stand on takes longer to load than the tests to run. */
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { FrontDoor } from '#infra/front-door.ts';
import { ALLOWED_TYPES } from '#infra/partitions.ts';
import { Settings } from '#infra/settings.ts';

/** The door alone, with no route. */
const door = (context: object) => {
  const stack = new Stack(new App({ analyticsReporting: false }), 'Hub');
  const { url } = new FrontDoor(stack, 'Door', Settings.parse(context));
  const resources = Object.values(Template.fromStack(stack).toJSON().Resources) as {
    Type: string;
    Properties: object;
  }[];
  return { url, resources, one: (type: string) => resources.find(({ Type }) => Type === `AWS::ApiGatewayV2::${type}`) };
};
const named = {
  domain: 'hub.example.gov',
  domainCertificate: 'arn:aws:acm:eu-central-1:111122223333:certificate/1',
};

test('the hub under a name of its own', () => {
  const { url, resources, one } = door(named);
  expect(url).toBe('https://hub.example.gov');
  expect(one('DomainName')?.Properties).toEqual({
    DomainName: 'hub.example.gov',
    DomainNameConfigurations: [
      { CertificateArn: named.domainCertificate, SecurityPolicy: 'TLS_1_2', EndpointType: 'REGIONAL' },
    ],
  });
  expect(one('ApiMapping')?.Properties).toMatchObject({
    DomainName: { Ref: expect.stringContaining('Domain') },
    Stage: '$default',
  });
  expect(one('Api')?.Properties).not.toHaveProperty('DisableExecuteApiEndpoint');
  expect(resources.map(({ Type }) => Type).filter((type) => !ALLOWED_TYPES.aws.includes(type))).toEqual([]);
  expect(door({}).one('DomainName')).toBeUndefined();
});

test('whoever calls shows a certificate, where the operator names those who may; there is no other door then', () => {
  const { one } = door({ ...named, truststore: 's3://trust/departments.pem' });
  expect(one('DomainName')?.Properties).toMatchObject({
    MutualTlsAuthentication: { TruststoreUri: 's3://trust/departments.pem' },
  });
  expect(one('Api')?.Properties).toMatchObject({ DisableExecuteApiEndpoint: true });
});
