/** The key that signs case tickets: the hub's doors to other people's data open for it, so it signs nothing else. */
import { RemovalPolicy } from 'aws-cdk-lib';
import { AccountRootPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { HubFunction } from './function.ts';
import { pin } from './pin.ts';
import { ACTIONS } from './seal.ts';

export class TicketKey extends Construct {
  private readonly key: Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      description: 'Signs case tickets',
      keySpec: KeySpec.ECC_NIST_P256,
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
    pin(this.key, 'TicketKey');
  }

  maySign(fn: HubFunction): void {
    fn.allow(['kms:GetPublicKey', 'kms:Sign'], this.key.keyArn);
    fn.tell('TICKET_KEY_ID', this.key.keyId);
  }
}
