/** Every function of the hub against every resource, through the door: exactly what its role says passes, nothing else. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { arnsOf } from '#infra/local/proxy/needs/arns.ts';
import { type Principals, principalsOf } from '#infra/local/proxy/principals.ts';
import { startProxy } from '#infra/local/proxy/proxy.ts';
import { synthesize } from '#infra/local/synth.ts';
import { type Deployed, type Deployment, readDeployment } from '#infra/local/template.ts';
import { facts } from '../engines/assembly.ts';
import { type Attempt, ask, attemptsOn } from './attempts.ts';

/** The oracle: the policies as they are written, read without patterns; a final star stands for an object key. */
const says = (deployment: Deployment, fn: Deployed, { action, resource }: Attempt): boolean => {
  const role = deployment.byArn(fn.properties.Role);
  const list = (value: unknown): string[] => [value].flat().map(String);
  return deployment
    .ofType('AWS::IAM::Policy')
    .filter(({ properties }) => properties.Roles.includes(role?.name))
    .flatMap(({ properties }) => properties.PolicyDocument.Statement)
    .filter(({ Action }) => list(Action).includes(action))
    .flatMap(({ Resource }) => list(Resource))
    .some((known) => known === resource || (known.endsWith('/*') && resource.startsWith(known.slice(0, -1))));
};

const synthesized = async (): Promise<Deployment> => {
  const folder = mkdtempSync(join(tmpdir(), 'onetrip-roles-'));
  try {
    await synthesize(folder, {}).done;
    return readDeployment(folder, facts);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** An engine that says yes to everything: only the door decides. */
const yes = async () => {
  const server = createServer((incoming, response) => incoming.resume().on('end', () => response.end('{}')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as { port: number }).port, stop: () => server.close() };
};

/** The usual run tries all that a role says, and of what it does not say one in so many, others for each function. */
const ONE_IN = process.env.ONETRIP_FULL === '1' ? 1 : 16;

const outcomes = async (deployment: Deployment, principals: Principals, port: number) => {
  const wrong: string[] = [];
  let [passed, refused] = [0, 0];
  const attempts = attemptsOn(deployment);
  for (const [turn, fn] of deployment.ofType('AWS::Lambda::Function').entries())
    for (const [i, attempt] of attempts.entries()) {
      if ((i + turn) % ONE_IN !== 0 && !says(deployment, fn, attempt)) continue;
      const allowed = await ask(port, principals.ofFunction(fn.name), attempt);
      if (allowed) passed += 1;
      else refused += 1;
      if (allowed !== says(deployment, fn, attempt))
        wrong.push(`${fn.name} ${attempt.action} ${attempt.resource}: ${allowed}`);
    }
  return { wrong, passed, refused };
};

test('each function, each action, each resource', async () => {
  const deployment = await synthesized();
  const principals = principalsOf(deployment);
  const engine = await yes();
  const { port: one } = engine;
  const engines = { dynamodb: one, s3: one, sqs: one, kms: one, secretsmanager: one };
  const proxy = await startProxy({ principals, arns: arnsOf(deployment, facts), engines });
  const { wrong, passed, refused } = await outcomes(deployment, principals, proxy.port);
  console.log(`roles: ${passed} calls passed, ${refused} refused`);
  expect(wrong).toEqual([]);
  expect(proxy.controls.refusals().length).toBe(refused);
  expect(passed).toBeGreaterThan(30);
  expect(refused).toBeGreaterThan(500);
  await proxy.stop();
  engine.stop();
});
