/** 按颁发部门加密: a key for each department, under which S3 encrypts the files of the certificates that it issues. Taken from one department's key, those of others stay closed. */
import { RemovalPolicy } from 'aws-cdk-lib';
import { AccountRootPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { isAbove } from '#city/clients.ts';
import { departments } from '#city/departments.ts';
import type { HubFunction } from './function.ts';
import { pascal, pin } from './pin.ts';
import type { Settings } from './settings.ts';

/** What the account may hand on. Deleting is left out on purpose: with its key, what a department ever issued would be gone. */
const ACTIONS = [
  'CreateAlias',
  'Decrypt',
  'DeleteAlias',
  'DescribeKey',
  'DisableKey',
  'EnableKey',
  'EnableKeyRotation',
  'GenerateDataKey',
  'GetKeyPolicy',
  'GetKeyRotationStatus',
  'ListResourceTags',
  'PutKeyPolicy',
  'TagResource',
  'UntagResource',
  'UpdateAlias',
  'UpdateKeyDescription',
];

export class DepartmentKeys extends Construct {
  private readonly keys: readonly (readonly [creditCode: string, key: Key])[];

  constructor(scope: Construct, id: string, { name }: Pick<Settings, 'name'>) {
    super(scope, id);
    // A hub above issues nothing here, nor does a firm that joined: its code was given by market supervision (9, GB 32100-2015).
    this.keys = departments
      .filter(({ id: one, creditCode }) => !isAbove(one) && !creditCode.startsWith('9'))
      .map((one) => [one.creditCode, this.keyOf(one.id, `${name.toLowerCase()}-certificates-${one.id}`)]);
  }

  /** AES-256; in China regions KMS makes it SM4. */
  private keyOf(department: string, alias: string): Key {
    const key = new Key(this, pascal(department), {
      description: `Certificates issued by ${department}`,
      alias,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
      policy: new PolicyDocument({
        statements: [
          new PolicyStatement({
            principals: [new AccountRootPrincipal()],
            actions: ACTIONS.map((action) => `kms:${action}`),
            // In a key's own policy "*" is this key and nothing else.
            resources: ['*'],
          }),
        ],
      }),
    });
    pin(key, `${pascal(department)}CertificatesKey`);
    return key;
  }

  mayOpen(fn: HubFunction): void {
    for (const [, key] of this.keys) fn.allow(['kms:Decrypt'], key.keyArn);
  }

  /** Tells which key is whose: by the credit code that stands in a certificate's identifier. */
  mayClose(fn: HubFunction): void {
    for (const [, key] of this.keys) fn.allow(['kms:GenerateDataKey'], key.keyArn);
    fn.tell('CERTIFICATES_KEYS', this.keys.map(([code, key]) => `${code}=${key.keyArn}`).join(' '));
  }
}
