/** A small deployment made by hand: functions are CommonJS text, so that pool, gateway and sources are tested on real children. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Deployed, Deployment } from '#infra/local/template.ts';

export type Fixture = Deployment & {
  readonly folder: string;
  add(type: string, id: string, properties: object): Deployed;
  remove(): void;
};

const arnOf = (type: string, name: string): string =>
  type === 'AWS::Lambda::Function'
    ? `arn:aws:lambda:cn-test-1:000000000000:function:${name}`
    : `arn:aws:test:cn-test-1:000000000000:${type}/${name}`;

/** `sources`: name of a function to the text of its index.js. */
export const fixture = (sources: Record<string, string>, properties: Record<string, object> = {}): Fixture => {
  const folder = mkdtempSync(join(tmpdir(), 'onetrip-fixture-'));
  const resources: Deployed[] = [];
  const add = (type: string, id: string, given: object): Deployed => {
    const deployed: Deployed = {
      stack: 'Test',
      id,
      type,
      name: id,
      arn: arnOf(type, id),
      properties: given,
      metadata: {},
    };
    resources.push(deployed);
    return deployed;
  };
  for (const [name, source] of Object.entries(sources)) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'index.js'), source);
    add('AWS::Lambda::Function', name, { Handler: 'index.handler', Timeout: 5, MemorySize: 128, ...properties[name] });
  }
  return {
    folder,
    resources,
    add,
    ofType: (type) => resources.filter((resource) => resource.type === type),
    byArn: (arn) => resources.find((resource) => resource.arn === arn),
    assetPath: (fn) => join(folder, fn.name),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
