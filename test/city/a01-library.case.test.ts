/** A1 and the library: the licence that the permits rest on is issued there, and pulled there. */
import { expect, test } from 'vitest';
import { WANG_JI_CATERING } from '#city/cast.ts';
import * as asked from '#infra/local/scenarios/a01-asked.ts';
import { accepted, licensed } from '#infra/local/scenarios/a01-restaurant.ts';
import { FIRM, PERMITS } from '#infra/local/scenarios/a01-travels.ts';
import { BODIES } from '#infra/local/scenarios/restaurant.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import { casesWorld } from '#test/functions/cases/world.ts';

test('A1, asked and told: the four permits pull the licence out of the library that holds it, each recorded there for its own task; before it is issued there is none', async () => {
  const world = await casesWorld(asked.BEGINS, undefined, 2);
  const [id = ''] = await asked.play(world);
  const pulls = (await world.trip(id)).travelled.filter(({ kind }) => kind === 'pull');
  expect(pulls.map(({ matter, party }) => [matter, party])).toEqual(
    ['food-licence', 'fire-check', 'shop-sign', 'drainage-permit'].map((matter) => [matter, 'firm']),
  );
  const facts = (await world.deps.cases.load(id))?.facts ?? [];
  const identifiers = pulls.map(({ exchange }) => facts.find((fact) => fact.exchange === exchange)?.certificate);
  // One licence, under the library's own identifier, and a record of the library's for each use.
  const [identifier] = identifiers;
  expect(new Set(identifiers).size).toBe(1);
  expect(identifier).toMatch(/^1\.2\.156\.3005\.2\./);
  for (const { exchange, matter } of pulls)
    expect(await world.record(exchange)).toMatchObject({
      ...{ kind: 'pull', case: id, matter, certificate: identifier, provider: 'market-supervision' },
      fields: ['/number', '/name'],
    });
  const answers = facts.filter(({ certificate }) => certificate !== undefined).map(({ answer }) => answer);
  expect(answers).toEqual(Array(4).fill({ name: '永康市王记餐饮有限公司', number: WANG_JI_CATERING }));

  const early = await casesWorld(asked.BEGINS);
  const other = await asked.filedAndAsked(early);
  await licensed(early, await accepted(early, other));
  const firm = { act: 'add-party', task: 'company-setup', party: FIRM } as const;
  await taken(early.act(other, firm, { as: BODIES['company-setup'] }));
  const [question] = PERMITS;
  const { status, body } = await early.ask(
    other,
    { matter: 'food-licence', resource: question?.resource ?? '', party: FIRM.id, fields: ['/name', '/number'] },
    { as: BODIES['food-licence'] },
  );
  expect([status, body.items]).toEqual([200, []]);
});
