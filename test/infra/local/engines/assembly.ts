/** A small cloud assembly, written by hand as CDK writes it: a stateful stack and a stateless one that imports from it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type Deployment, readDeployment } from '#infra/local/template.ts';

type Resource = { Type: string; Properties?: unknown; Metadata?: unknown; Condition?: string };
export type Template = {
  Resources: Record<string, Resource>;
  Outputs?: Record<string, { Value: unknown; Export?: { Name: string } }>;
};

export const facts = {
  partition: 'aws',
  region: 'us-east-1',
  account: '000000000000',
  queueUrl: (name: string) => `http://127.0.0.1:1/000000000000/${name}`,
};

const written: string[] = [];
afterAll(() => {
  for (const folder of written) rmSync(folder, { recursive: true, force: true });
});

/** Writes the stacks as an assembly and returns its folder, which goes after the file's tests. */
export const writeAssembly = (stacks: Record<string, Template>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'onetrip-assembly-'));
  written.push(folder);
  const artifacts: Record<string, unknown> = { Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } } };
  for (const [name, template] of Object.entries(stacks)) {
    artifacts[name] = { type: 'aws:cloudformation:stack', properties: { templateFile: `${name}.template.json` } };
    writeFileSync(join(folder, `${name}.template.json`), JSON.stringify(template));
  }
  mkdirSync(join(folder, 'asset.1'));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ version: '43.0.0', artifacts }));
  return folder;
};

const table = (stream: boolean): Resource => ({
  Type: 'AWS::DynamoDB::GlobalTable',
  Properties: {
    AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    BillingMode: 'PAY_PER_REQUEST',
    Replicas: [{ Region: { Ref: 'AWS::Region' }, DeletionProtectionEnabled: true }],
    ...(stream ? { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } } : {}),
  },
});

const exported = (id: string, attribute?: string) => ({
  Value: attribute ? { 'Fn::GetAtt': [id, attribute] } : { Ref: id },
  Export: { Name: `Data:${id}${attribute ?? ''}` },
});
export const imported = (id: string, attribute = '') => ({ 'Fn::ImportValue': `Data:${id}${attribute}` });

const dataStack: Template = {
  Resources: {
    Exchanges: table(true),
    Breakers: table(false),
    Certificates: { Type: 'AWS::S3::Bucket' },
    UsesDead: { Type: 'AWS::SQS::Queue' },
    Uses: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        VisibilityTimeout: 60,
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['UsesDead', 'Arn'] }, maxReceiveCount: 3 },
      },
    },
    Seal: { Type: 'AWS::KMS::Key', Properties: { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' } },
    HubSecret: {
      Type: 'AWS::SecretsManager::Secret',
      Properties: {
        GenerateSecretString: {
          SecretStringTemplate: '{"version":1}',
          GenerateStringKey: 'master',
          PasswordLength: 48,
          ExcludePunctuation: true,
        },
      },
    },
  },
  Outputs: {
    A: exported('Exchanges', 'Arn'),
    B: exported('Exchanges'),
    C: exported('Uses', 'Arn'),
    D: exported('Certificates', 'Arn'),
    E: exported('Seal', 'Arn'),
    F: exported('HubSecret'),
    G: exported('Breakers', 'Arn'),
    H: exported('Exchanges', 'StreamArn'),
  },
};

export interface FixtureFunction {
  readonly name: string;
  readonly may: readonly { Action: unknown; Resource: unknown; Effect?: string; Condition?: unknown }[];
}

/** The stateless stack: a role, its policy and a function for each. */
const hubStack = (functions: readonly FixtureFunction[]): Template => ({
  Resources: Object.fromEntries(
    functions.flatMap(({ name, may }) => [
      [`${name}Role`, { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } }],
      [
        `${name}Policy`,
        {
          Type: 'AWS::IAM::Policy',
          Properties: {
            PolicyName: `${name}Policy`,
            Roles: [{ Ref: `${name}Role` }],
            PolicyDocument: { Version: '2012-10-17', Statement: may.map((rule) => ({ Effect: 'Allow', ...rule })) },
          },
        },
      ],
      [
        name,
        {
          Type: 'AWS::Lambda::Function',
          Metadata: { 'aws:asset:path': 'asset.1' },
          Properties: {
            FunctionName: name,
            Role: { 'Fn::GetAtt': [`${name}Role`, 'Arn'] },
            Environment: { Variables: { EXCHANGES_TABLE: imported('Exchanges') } },
          },
        },
      ],
    ]),
  ),
});

export const deployment = (
  functions: readonly FixtureFunction[],
  queueUrl: (name: string) => string = facts.queueUrl,
): Deployment => readDeployment(writeAssembly({ Data: dataStack, Hub: hubStack(functions) }), { ...facts, queueUrl });
