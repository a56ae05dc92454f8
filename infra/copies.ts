/** Bucket `copies`: stamped copies until they and a margin have run out; what each was, for longer; status lists as they were made. Not locked: a copy is not an archive. */
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { HubFunction } from './function.ts';
import { pin } from './pin.ts';

/** The longest life of a copy is 30 days (schemas/certificate.ts). */
const BYTES = Duration.days(45);
/** As long as a case file that names the copy may be looked into. */
const DESCRIPTIONS = Duration.days(3650);
/** For so long it can be said what a status list said on a day. */
const LISTS = Duration.days(400);
const OVERWRITTEN = { noncurrentVersionExpiration: Duration.days(1) };

export class Copies extends Construct {
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
      serverAccessLogsPrefix: 'copies/',
      lifecycleRules: [
        { prefix: 'copies/files/', expiration: BYTES, ...OVERWRITTEN },
        { prefix: 'copies/made/', expiration: DESCRIPTIONS, ...OVERWRITTEN },
        { prefix: 'status-lists/', expiration: LISTS, ...OVERWRITTEN },
      ],
    });
    pin(this.bucket, 'CopiesBucket');
  }

  /** Keys are kind/copy/digest under this prefix: which will come is not known beforehand. */
  private may(fn: HubFunction, action: string): void {
    fn.allow([action], this.bucket.arnForObjects('copies/*'));
    fn.tell('COPIES_BUCKET', this.bucket.bucketName);
  }

  /** Lists are kept beside copies: neither is an archive. Their keys hold the time of making. */
  private lists(fn: HubFunction, action: string): void {
    fn.allow([action], this.bucket.arnForObjects('status-lists/*'));
    fn.tell('COPIES_BUCKET', this.bucket.bucketName);
  }

  mayMakeLists = (fn: HubFunction): void => this.lists(fn, 's3:PutObject');
  mayShowLists = (fn: HubFunction): void => this.lists(fn, 's3:GetObject');
  mayMake = (fn: HubFunction): void => this.may(fn, 's3:PutObject');
  mayRedeem = (fn: HubFunction): void => this.may(fn, 's3:GetObject');
}
