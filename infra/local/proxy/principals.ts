/** Who may call: one key for each function, tied to its role's statements, and one with full rights for the runner itself. */
import { randomBytes } from 'node:crypto';
import type { Deployed, Deployment } from '../template.ts';
import { allows, compile, type Need, type Statement } from './policy.ts';

export interface Principal {
  /** Name of the function; "runner" for the runner itself. */
  readonly name: string;
  readonly arn: string;
  readonly keyId: string;
  readonly secret: string;
  may(need: Need): boolean;
}

export interface Principals {
  readonly runner: Principal;
  byKey(keyId: string): Principal | undefined;
  /** By name or logical id. Throws when there is no such function. */
  ofFunction(name: string): Principal;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const freshKey = () => ({
  keyId: `AKIA${[...randomBytes(16)].map((byte) => BASE32[byte % 32]).join('')}`,
  secret: randomBytes(30).toString('base64'),
});

const where = ({ stack, id }: Deployed): string => `${stack}/${id}`;

/** All statements that CloudFormation would attach to this role. */
const statementsOf = (deployment: Deployment, roleArn: string): Statement[] => {
  const role = deployment.byArn(roleArn);
  if (!role) return [];
  const attached = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy']
    .flatMap((type) => deployment.ofType(type))
    .filter(({ properties }) => (properties.Roles ?? []).includes(role.name))
    .map((policy) => compile(policy.properties.PolicyDocument, where(policy)));
  const inline = (role.properties.Policies ?? []).map((policy: { PolicyDocument: { Statement?: unknown } }) =>
    compile(policy.PolicyDocument, where(role)),
  );
  return [...attached, ...inline].flat();
};

export const principalsOf = (deployment: Deployment): Principals => {
  const runner: Principal = { name: 'runner', arn: 'arn:aws:iam::000000000000:root', ...freshKey(), may: () => true };
  const functions = deployment.ofType('AWS::Lambda::Function').map((fn) => {
    const roleArn = String(fn.properties.Role);
    const statements = statementsOf(deployment, roleArn);
    const assumed = roleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/');
    const may = (need: Need) => allows(statements, need);
    return { id: fn.id, principal: { name: fn.name, arn: `${assumed}/${fn.name}`, ...freshKey(), may } };
  });
  const byKey = new Map([runner, ...functions.map(({ principal }) => principal)].map((one) => [one.keyId, one]));
  return {
    runner,
    byKey: (keyId) => byKey.get(keyId),
    ofFunction: (name) => {
      const found = functions.find(({ id, principal }) => principal.name === name || id === name);
      if (!found) throw new Error(`no function is called ${name}`);
      return found.principal;
    },
  };
};
