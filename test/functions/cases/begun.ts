/** The restaurant with its papers handed in, filed and accepted; and with its licence, so that the four permits run. */
import { expect } from 'vitest';
import type { CaseView } from '#schemas/case.ts';
import type { ActBody } from '#schemas/case-act.ts';
import { BODIES, paper, restaurant, SIX } from './restaurant.ts';
import type { CasesWorld } from './world.ts';

export const filed = async (world: CasesWorld, materials = SIX): Promise<string> => {
  const { id } = (await world.open(restaurant())).body;
  await world.act(id, { act: 'hand-in', materials: materials.map(paper) });
  expect((await world.act(id, { act: 'file', onBehalf: 'wang' })).body.state).toBe('received');
  return id;
};

const accepted = async (world: CasesWorld): Promise<string> => {
  const id = await filed(world);
  expect((await world.act(id, { act: 'accept' })).body.state).toBe('accepted');
  return id;
};

/** A numbered document. */
export const resultOf = (task: string): ActBody<'record-result'> => ({
  ...{ act: 'record-result', task },
  result: { document: { number: `永康〔2017〕${task}`, name: { zh: '办理结果', en: 'result' } } },
});

/** Set-up is decided; its licence has no number yet. */
export const registered = async (world: CasesWorld): Promise<string> => {
  const id = await accepted(world);
  const decision = { act: 'decide', task: 'company-setup', decision: 'approve' } as const;
  expect((await world.act(id, decision, { as: BODIES['company-setup'] })).status).toBe(200);
  return id;
};

export const licensed = async (world: CasesWorld): Promise<string> => {
  const id = await registered(world);
  expect((await world.act(id, resultOf('company-setup'), { as: BODIES['company-setup'] })).status).toBe(200);
  return id;
};

export const taskIn = ({ tasks }: Pick<CaseView, 'tasks'>, matter: string) => {
  const found = tasks.find((one) => one.matter === matter);
  if (!found) throw new Error(`no task ${matter}`);
  return found;
};

/** The rule that refused it. */
export const ruleOf = ({ status, body }: { status: number; body: Record<string, never> }): unknown[] => {
  const { errors = [] } = body as { errors?: { rule: string }[] };
  return [status, errors[0]?.rule ?? (body.detail as unknown as string | undefined)?.split(' ').at(-1)];
};
