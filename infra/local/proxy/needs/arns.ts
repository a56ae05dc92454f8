/** Builds ARNs for what a call names. */
import type { Deployment } from '../../template.ts';

export interface Arns {
  readonly deployment: Deployment;
  regional(service: string, rest: string): string;
  bucket(name: string, key?: string): string;
}

export const arnsOf = (
  deployment: Deployment,
  { partition, region, account }: { partition: string; region: string; account: string },
): Arns => ({
  deployment,
  regional: (service, rest) => `arn:${partition}:${service}:${region}:${account}:${rest}`,
  bucket: (name, key) => `arn:${partition}:s3:::${name}${key === undefined ? '' : `/${key}`}`,
});
