import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Gives a stateful resource a logical id that no refactoring moves: a moved id makes CloudFormation make an empty one. */
export const pin = (construct: IConstruct, logicalId: string): void => {
  const resource = construct.node.defaultChild;
  if (!CfnResource.isCfnResource(resource)) throw new Error(`${logicalId} has nothing to pin`);
  resource.overrideLogicalId(logicalId);
};

/** real-estate -> RealEstate */
export const pascal = (name: string): string =>
  name.replace(/(^|-)([a-z])/g, (_match, _dash, letter: string) => letter.toUpperCase());
