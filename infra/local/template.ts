/** Reads the synthesized templates, the same that go to AWS, into resources with names, ARNs and resolved properties. */
import { resolve as resolvePath } from 'node:path';
import { type RawResource, readStacks, type Stack } from './template/assembly.ts';
import { arnOf, attributeOf, type Facts, givenName, pinOf, refOf } from './template/physical.ts';
import { NO_VALUE, resolve, type Scope } from './template/resolve.ts';

export interface Deployed {
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly arn: string;
  // biome-ignore lint/suspicious/noExplicitAny: a resource's properties have the shape that CloudFormation documents for its type
  readonly properties: Record<string, any>;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly metadata: Record<string, any>;
}

export interface Deployment {
  readonly resources: readonly Deployed[];
  ofType(type: string): Deployed[];
  byArn(arn: string): Deployed | undefined;
  /** Absolute folder of a function's code. */
  assetPath(fn: Deployed): string;
}

const pseudo = (facts: Facts, stack: Stack, name: string): unknown =>
  ({
    'AWS::Partition': facts.partition,
    'AWS::Region': facts.region,
    'AWS::AccountId': facts.account,
    'AWS::URLSuffix': facts.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
    'AWS::StackName': stack.name,
    'AWS::StackId': `arn:${facts.partition}:cloudformation:${facts.region}:${facts.account}:stack/${stack.name}/local`,
    'AWS::NoValue': NO_VALUE,
  })[name];

/** Throws when the folder holds no assembly, or a template uses what is not understood (naming resource and intrinsic). */
export const readDeployment = (assemblyDir: string, facts: Facts): Deployment => {
  const stacks = readStacks(assemblyDir, facts);

  const scopeOf = (stack: Stack, id: string): Scope => {
    const where = `${stack.name}/${id}`;
    const resource = (name: string): RawResource => {
      const found = stack.resources[name];
      if (!found) throw new Error(`${where}: nothing is called ${name}`);
      return found;
    };
    return {
      where,
      ref: (name) => {
        const fixed = pseudo(facts, stack, name) ?? stack.parameters[name]?.Default;
        return fixed ?? refOf(resource(name).Type, facts, nameOf(stack, name, resource(name)));
      },
      attribute: (name, attribute) => {
        const { Type } = resource(name);
        const value = attributeOf(Type, facts, nameOf(stack, name, resource(name)), attribute);
        if (value === undefined)
          throw new Error(`${where}: Fn::GetAtt ${attribute} of ${Type} is not understood by the local runner`);
        return value;
      },
      imported: (name) => {
        for (const other of stacks)
          for (const [output, { Value, Export }] of Object.entries(other.outputs)) {
            const scope = scopeOf(other, output);
            if (Export && resolve(scope, Export.Name) === name) return resolve(scope, Value);
          }
        throw new Error(`${where}: no stack exports ${name}`);
      },
    };
  };

  const nameOf = (stack: Stack, id: string, { Type, Properties }: RawResource): string => {
    const pinned = Properties?.[pinOf(Type)];
    const name = pinned === undefined ? undefined : resolve(scopeOf(stack, id), pinned);
    return typeof name === 'string' ? name : givenName(Type, stack.name, id);
  };

  const deployed = (stack: Stack, id: string, raw: RawResource): Deployed => {
    if (raw.Condition) throw new Error(`${stack.name}/${id}: Condition is not understood by the local runner`);
    const name = nameOf(stack, id, raw);
    return {
      stack: stack.name,
      id,
      type: raw.Type,
      name,
      arn: arnOf(raw.Type, facts, name),
      properties: resolve(scopeOf(stack, id), raw.Properties ?? {}) as Record<string, unknown>,
      metadata: raw.Metadata ?? {},
    };
  };

  const resources = stacks.flatMap((stack) =>
    Object.entries(stack.resources)
      .filter(([, raw]) => raw.Type !== 'AWS::CDK::Metadata')
      .map(([id, raw]) => deployed(stack, id, raw)),
  );
  const folders = new Map(stacks.map(({ name, folder }) => [name, folder]));
  return {
    resources,
    ofType: (type) => resources.filter((resource) => resource.type === type),
    byArn: (arn) => resources.find((resource) => resource.arn === arn),
    assetPath: (fn) => {
      const path = fn.metadata['aws:asset:path'];
      if (typeof path !== 'string') throw new Error(`${fn.stack}/${fn.id}: has no code asset`);
      return resolvePath(folders.get(fn.stack) ?? assemblyDir, path);
    },
  };
};
