/** Bucket `batches`: files of batches and back-fills on their way, each part sealed. What is not cut within days is gone. */
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { HubFunction } from './function.ts';
import { pin } from './pin.ts';

/** A day to upload, two in which a back-fill issues its rows, and one in case the room's own work stands still. */
const KEPT = Duration.days(4);

export class Uploads extends Construct {
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
      serverAccessLogsPrefix: 'batches/',
      lifecycleRules: [{ expiration: KEPT, noncurrentVersionExpiration: Duration.days(1) }],
    });
    pin(this.bucket, 'BatchesBucket');
  }

  /** Keys are batch/part-digest under this prefix: which will come is not known beforehand. */
  private may(fn: HubFunction, folder: 'uploads' | 'back-fills', ...actions: readonly string[]): void {
    fn.allow(actions, this.bucket.arnForObjects(`${folder}/*`));
    fn.tell('BATCHES_BUCKET', this.bucket.bucketName);
  }

  mayTake = (fn: HubFunction): void => this.may(fn, 'uploads', 's3:PutObject', 's3:DeleteObject');
  mayCut = (fn: HubFunction): void => this.may(fn, 'uploads', 's3:GetObject', 's3:DeleteObject');
  mayTakeBackFill = (fn: HubFunction): void => this.may(fn, 'back-fills', 's3:PutObject', 's3:DeleteObject');
  /** Its rows lie there in chunks until they are issued. */
  mayCutBackFill = (fn: HubFunction): void =>
    this.may(fn, 'back-fills', 's3:GetObject', 's3:PutObject', 's3:DeleteObject');
}
