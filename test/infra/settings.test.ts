import { RootConstruct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { projectContext, readSettings } from '#infra/settings.ts';

/** Not an App: that would leave a folder behind for each. */
const read = (context: Record<string, unknown>) => {
  const { node } = new RootConstruct();
  for (const [name, value] of Object.entries(context)) node.setContext(name, value);
  return readSettings(node);
};

describe('settings', () => {
  test('stand without any context', () => {
    expect(read({})).toMatchObject({ name: 'OneTrip', partition: 'aws', publicRoutes: true, architecture: 'arm64' });
  });

  test('come as text from the command line', () => {
    expect(
      read({ publicRoutes: 'false', logDays: '180', concurrency: '{"access":3}', partition: 'aws-cn' }),
    ).toMatchObject({ publicRoutes: false, logDays: 180, concurrency: { access: 3 }, partition: 'aws-cn' });
  });

  test.each([
    ['partition', 'aws-us-gov'],
    ['issuer', 'not an address'],
    ['lockMode', 'none'],
    ['concurrency', '{"access":0}'],
    ['concurrency', '{"real_estate":20}'],
    ['logDays', '200'],
    ['lockYears', '101'],
    ['name', 'one trip'],
    ['domain', 'https://hub.example.gov'],
    ['domainCertificate', 'certificate'],
    ['truststore', 's3://trust/departments.pem'],
  ])('%s that is not allowed stops synthesis and is named', (key, value) => {
    expect(() => read({ [key]: value })).toThrow(new RegExp(`context is not allowed:[^]*${key}`));
  });

  test('the flags of the project are the recommended ones, but for references from stack to stack', () => {
    expect(projectContext()).toMatchObject({
      '@aws-cdk/core:defaultCrossStackReferences': 'strong',
      '@aws-cdk/core:validateAgainstDefaultRules': true,
      '@aws-cdk/aws-iam:minimizePolicies': true,
    });
  });
});
