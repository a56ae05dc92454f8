/** A Lambda function of the template as the pool needs it. */
import { basename } from 'node:path';
import type { Deployed, Deployment } from '../template.ts';

export interface FunctionSpec {
  /** Physical name. */
  readonly name: string;
  readonly arn: string;
  /** What tests and printouts call it: the folder of its bundle, or the tail of its name. */
  readonly alias: string;
  /** Absolute folder of its code. */
  readonly folder: string;
  readonly handler: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  /** Instances at most. */
  readonly concurrency: number;
  /** It was reserved: whoever finds all of them busy is turned away, as Lambda does. */
  readonly reserved: boolean;
  readonly environment: Readonly<Record<string, string>>;
}

/** Without reserved concurrency a laptop still needs a bound. */
const DEFAULT_CONCURRENCY = 8;

const functionSpec = (fn: Deployed, folder: string): FunctionSpec => ({
  name: fn.name,
  arn: fn.arn,
  alias: String(fn.metadata['onetrip:function'] ?? fn.name.replace(/^onetrip-(hub-)?/i, '')),
  folder,
  handler: String(fn.properties.Handler ?? 'index.handler'),
  timeoutMs: Number(fn.properties.Timeout ?? 3) * 1000,
  memoryMb: Number(fn.properties.MemorySize ?? 128),
  concurrency: Number(fn.properties.ReservedConcurrentExecutions ?? DEFAULT_CONCURRENCY),
  reserved: fn.properties.ReservedConcurrentExecutions !== undefined,
  environment: fn.properties.Environment?.Variables ?? {},
});

export const functionSpecs = (deployment: Deployment): FunctionSpec[] =>
  deployment.ofType('AWS::Lambda::Function').map((fn) => functionSpec(fn, deployment.assetPath(fn)));

/** Finds by alias, physical name, ARN or bundle folder. Throws when there is no such function. */
export const findFunction = <T extends FunctionSpec>(functions: readonly T[], name: string): T => {
  const found = functions.find((fn) => [fn.alias, fn.name, fn.arn, basename(fn.folder)].includes(name));
  if (!found) throw new Error(`no function ${name}; there are ${functions.map((fn) => fn.alias).join(', ')}`);
  return found;
};
