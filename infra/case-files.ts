/** Bucket `cases`: what citizens hand in, each file sealed before it is kept. Not locked: a draft may be thrown away, and what is decided is in the archive. */
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { HubFunction } from './function.ts';
import { pin } from './pin.ts';

export class CaseFiles extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, accessLog: Bucket) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      serverAccessLogsBucket: accessLog as IBucket,
      serverAccessLogsPrefix: 'cases/',
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(1) }],
    });
    pin(this.bucket, 'CasesBucket');
  }

  /** Keys are case/keyed digest under this prefix: which will come is not known beforehand. */
  private may(fn: HubFunction, ...actions: readonly string[]): void {
    fn.allow(actions, this.bucket.arnForObjects('files/*'));
    fn.tell('CASES_BUCKET', this.bucket.bucketName);
  }

  mayRead = (fn: HubFunction): void => this.may(fn, 's3:GetObject');

  mayKeep = (fn: HubFunction): void => this.may(fn, 's3:PutObject', 's3:GetObject');
}
