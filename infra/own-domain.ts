/** The hub under a name of its own. Where a truststore is named, whoever calls must show a certificate that it knows (mutual TLS). */
import { CfnApiMapping, CfnDomainName, type HttpApi, type HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import type { Settings } from './settings.ts';

/** Nothing unless a domain is named. */
export const ownDomain = (
  scope: Construct,
  api: HttpApi,
  stage: HttpStage,
  { domain, domainCertificate, truststore }: Settings,
): void => {
  if (domain === undefined || domainCertificate === undefined) return;
  const name = new CfnDomainName(scope, 'Domain', {
    domainName: domain,
    domainNameConfigurations: [
      { certificateArn: domainCertificate, endpointType: 'REGIONAL', securityPolicy: 'TLS_1_2' },
    ],
    ...(truststore === undefined ? {} : { mutualTlsAuthentication: { truststoreUri: truststore } }),
  });
  const mapping = new CfnApiMapping(scope, 'Mapping', {
    apiId: api.apiId,
    domainName: name.ref,
    stage: stage.stageName,
  });
  mapping.node.addDependency(stage);
};
