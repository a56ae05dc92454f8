/** The files of a cloud assembly: the stacks of its manifest, nested assemblies included. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Facts } from './physical.ts';

export interface RawResource {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties?: Record<string, unknown>;
  readonly Metadata?: Record<string, unknown>;
}

export interface Stack {
  readonly name: string;
  /** Folder that asset paths are relative to. */
  readonly folder: string;
  readonly resources: Readonly<Record<string, RawResource>>;
  readonly parameters: Readonly<Record<string, { Default?: unknown }>>;
  readonly outputs: Readonly<Record<string, { Value: unknown; Export?: { Name: unknown } }>>;
}

interface Artifact {
  readonly type: string;
  readonly properties?: { templateFile?: string; stackName?: string; directoryName?: string };
}

const readJson = (file: string, filled: Readonly<Record<string, string>> = {}) =>
  JSON.parse(
    Object.entries(filled).reduce((text, [from, to]) => text.replaceAll(from, to), readFileSync(file, 'utf8')),
  );

/** Throws when the folder holds no assembly. `filled`, `prefix`: as in Facts. */
export const readStacks = (
  folder: string,
  { filled = {}, prefix = 'OneTrip' }: Pick<Facts, 'filled' | 'prefix'> = {},
): Stack[] => {
  const { artifacts = {} } = readJson(join(folder, 'manifest.json')) as { artifacts?: Record<string, Artifact> };
  return Object.entries(artifacts).flatMap(([id, { type, properties }]) => {
    if (type === 'cdk:cloud-assembly')
      return readStacks(join(folder, properties?.directoryName ?? ''), { filled, prefix });
    if (type !== 'aws:cloudformation:stack') return [];
    const template = readJson(join(folder, properties?.templateFile ?? `${id}.template.json`), filled);
    return {
      name: (properties?.stackName ?? id).replace(/^OneTrip/, prefix),
      folder,
      resources: template.Resources ?? {},
      parameters: template.Parameters ?? {},
      outputs: template.Outputs ?? {},
    };
  });
};
