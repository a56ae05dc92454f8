/** What the roles of functions allow, run by hub.test.ts: making the hub takes longer than the tests. */
import { describe, expect, test } from 'vitest';
import { functionNames } from '#infra/functions.ts';
import { printed, roleOf, statements } from './roles.ts';
import type { Json, Synthesized } from './synthesized.ts';

/** `hub`: once it is made. */
export const whoMayDoWhat = (hub: () => Synthesized): void => {
  describe('who may do what', () => {
    test('each function has a role of its own that only Lambda takes on, without managed policies', () => {
      const roles = hub().ofType('AWS::Lambda::Function').map(roleOf);
      expect(new Set(roles).size).toBe(functionNames.length);
      expect(
        hub()
          .ofType('AWS::IAM::Role')
          .map(({ id }) => id)
          .sort(),
      ).toEqual([...roles].sort());
      for (const { properties } of hub().ofType('AWS::IAM::Role')) {
        expect(properties.ManagedPolicyArns).toBeUndefined();
        expect(properties.AssumeRolePolicyDocument.Statement).toEqual([
          { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } },
        ]);
      }
    });

    test('each function writes to its own log only', () => {
      for (const fn of hub().ofType('AWS::Lambda::Function')) {
        const logs = hub()
          .ofType('AWS::IAM::Policy')
          .filter(({ properties }) => properties.Roles[0].Ref === roleOf(fn))
          .flatMap(({ properties }) => properties.PolicyDocument.Statement)
          .filter(({ Action }: Json) => JSON.stringify(Action).includes('logs:'));
        expect(logs.map(({ Resource }: Json) => Resource['Fn::GetAtt'][0])).toEqual([
          fn.properties.LoggingConfig.LogGroup.Ref,
        ]);
      }
    });

    test('no wildcard, but for the files of certificates, copies, batches and cases, and archives', () => {
      for (const { actions, resources } of statements(hub())) {
        expect(actions.join()).not.toContain('*');
        for (const resource of resources.filter((one) => one.includes('*')))
          expect(resource).toMatch(
            /^(CertificatesBucket.(certificates|keys)|CopiesBucket.(copies|status-lists)|BatchesBucket.(uploads|back-fills)|CasesBucket.files|ArchivesBucket.archives)\/\*$/,
          );
      }
      expect(JSON.stringify(hub().ofType('AWS::KMS::Key'))).not.toMatch(/"kms:[^"]*\*/);
    });

    test('the list of what each role may do is the one that was read and agreed', async () => {
      console.log(printed(hub()));
      await expect(`${printed(hub())}\n`).toMatchFileSnapshot('__snapshots__/roles.txt');
    });

    test('nobody reads, changes or deletes the record of exchanges', () => {
      const touching = statements(hub()).filter(({ resources }) => resources.includes('ExchangesTable'));
      expect(new Set(touching.flatMap(({ actions }) => actions))).toEqual(new Set(['dynamodb:PutItem']));
    });

    test('only the API, by its own ARN, and the schedule call a function', () => {
      for (const { properties } of hub().ofType('AWS::Lambda::Permission')) {
        expect(properties.SourceArn).toBeDefined();
        expect(properties.Principal).toMatch(/^(apigateway|events)\.amazonaws\.com$/);
      }
    });

    test('of all functions the relay of certificates alone puts legal holds, on files of certificates and nothing else', () => {
      const holding = statements(hub()).filter(({ actions }) => actions.some((action) => action.includes('LegalHold')));
      const fn = hub()
        .ofType('AWS::Lambda::Function')
        .find(({ id }) => id === 'CertificatesRelayFunction');
      expect(holding.map(({ role }) => role)).toEqual([fn && roleOf(fn)]);
      expect(holding.flatMap(({ resources }) => resources)).toEqual(['CertificatesBucket/certificates/*']);
      expect(holding[0]?.actions).toContain('s3:PutObjectLegalHold');
    });
  });
};
