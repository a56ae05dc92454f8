/** Errors in each service's own shape. */
import { randomUUID } from 'node:crypto';
import type { Call, Service } from './call.ts';
import type { Need } from './policy.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** As S3 says what is wrong. */
export const s3Error = (call: Pick<Call, 'method'>, status: number, code: string, message: string): Answer => {
  const id = randomUUID();
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${xml(message)}</Message><RequestId>${id}</RequestId><HostId>local</HostId></Error>`;
  const headers = { 'content-type': 'application/xml', 'x-amz-request-id': id };
  return { status, headers, body: call.method === 'HEAD' ? '' : body };
};

const jsonError = (service: Service, status: number, code: string, message: string): Answer => ({
  status,
  headers: {
    'content-type': `application/x-amz-json-${service === 'dynamodb' || service === 'sqs' ? '1.0' : '1.1'}`,
    'x-amzn-requestid': randomUUID(),
    ...(service === 'sqs' ? { 'x-amzn-query-error': `${code.replace(/Exception$/, '')};Sender` } : {}),
  },
  body: JSON.stringify({ __type: service === 'dynamodb' ? `com.amazonaws.dynamodb.v20120810#${code}` : code, message }),
});

const error = (call: Pick<Call, 'service' | 'method'>, status: number, code: string, message: string): Answer =>
  call.service === 's3' ? s3Error(call, status, code, message) : jsonError(call.service, status, code, message);

export const denied = (call: Call, user: string, { action, resource }: Need): Answer => {
  const s3 = call.service === 's3';
  const message = `User: ${user} is not authorized to perform: ${action} on resource: ${s3 ? `"${resource}"` : resource} because no identity-based policy allows the ${action} action`;
  const status = s3 || call.service === 'sqs' ? 403 : 400;
  return error(call, status, s3 ? 'AccessDenied' : 'AccessDeniedException', message);
};

/** The key is unknown, or the signature is not its own. */
export const notSigned = (service: Service, method: string, known: boolean): Answer => {
  const s3 = service === 's3';
  if (known) {
    const message =
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.';
    return error(
      { service, method },
      s3 ? 403 : 400,
      s3 ? 'SignatureDoesNotMatch' : 'InvalidSignatureException',
      message,
    );
  }
  const message = 'The security token included in the request is invalid.';
  return error({ service, method }, s3 ? 403 : 400, s3 ? 'InvalidAccessKeyId' : 'UnrecognizedClientException', message);
};

const THROTTLE: Readonly<Record<Service, readonly [number, string, string]>> = {
  dynamodb: [
    400,
    'ProvisionedThroughputExceededException',
    'The level of configured provisioned throughput for the table was exceeded.',
  ],
  s3: [503, 'SlowDown', 'Please reduce your request rate.'],
  sqs: [400, 'RequestThrottled', 'The request was denied due to request throttling.'],
  kms: [400, 'ThrottlingException', 'You have exceeded the rate at which you may call KMS.'],
  secretsmanager: [400, 'ThrottlingException', 'Rate exceeded'],
};
export const throttled = (call: Call): Answer => error(call, ...THROTTLE[call.service]);

const INTERNAL: Readonly<Record<Service, string>> = {
  dynamodb: 'InternalServerError',
  s3: 'InternalError',
  sqs: 'InternalFailure',
  kms: 'KMSInternalException',
  secretsmanager: 'InternalServiceError',
};
export const internalError = (call: Call): Answer =>
  error(call, 500, INTERNAL[call.service], 'The request processing has failed because of an unknown error.');
