/** Builds ARNs for what a call names. */
import type { Deployment } from '../../template.ts';

export interface Arns {
  readonly deployment: Deployment;
  regional(service: string, rest: string): string;
  bucket(name: string, key?: string): string;
  /** The KMS key an id, ARN or alias means. */
  key(id: string): string;
}

export const arnsOf = (
  deployment: Deployment,
  { partition, region, account }: { partition: string; region: string; account: string },
): Arns => {
  const regional = (service: string, rest: string) => `arn:${partition}:${service}:${region}:${account}:${rest}`;
  const key = (id: string): string => {
    const name = id.replace(/^arn:.*:(alias\/)/, '$1');
    if (!name.startsWith('alias/')) return id.startsWith('arn:') ? id : regional('kms', `key/${id}`);
    const alias = deployment.ofType('AWS::KMS::Alias').find((one) => one.name === name);
    return key(String(alias?.properties.TargetKeyId ?? 'none'));
  };
  return {
    deployment,
    regional,
    key,
    bucket: (name, key) => `arn:${partition}:s3:::${name}${key === undefined ? '' : `/${key}`}`,
  };
};
