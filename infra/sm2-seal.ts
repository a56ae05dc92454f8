/** What OFD pages are sealed with: a secret from which keys derive. In China, where KMS has SM2, the library's own key stands there. */
import { RemovalPolicy } from 'aws-cdk-lib';
import { AccountRootPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { HubFunction } from './function.ts';
import { pin } from './pin.ts';
import { ACTIONS } from './seal.ts';
import { HubSecret } from './secrets.ts';
import type { Settings } from './settings.ts';

export class Sm2Seal extends Construct {
  private readonly secret: HubSecret;
  private readonly key: Key | undefined;

  constructor(scope: Construct, id: string, { partition }: Pick<Settings, 'partition'>) {
    super(scope, id);
    this.secret = HubSecret.sm2(this);
    this.key = partition === 'aws-cn' ? this.authority() : undefined;
  }

  private authority(): Key {
    const key = new Key(this, 'Key', {
      description: 'SM2 key of the electronic certificate library: certifies who seals',
      keySpec: KeySpec.SM2,
      keyUsage: KeyUsage.SIGN_VERIFY,
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
    pin(key, 'Sm2Key');
    return key;
  }

  mayPress(fn: HubFunction): void {
    this.secret.mayBeReadBy(fn);
    if (this.key) fn.allow(['kms:GetPublicKey', 'kms:Sign'], this.key.keyArn);
    fn.tell('SM2_AUTHORITY', this.key?.keyId ?? 'secret');
  }
}
