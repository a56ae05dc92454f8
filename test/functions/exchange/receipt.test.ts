import { expect, test } from 'vitest';
import { isAttested } from '#functions/kernel/receipt.ts';
import { freshTables } from '#test/engines/tables.ts';
import { depsOn, instanceOf, question } from './running.ts';
import { adapterOf, keys, LI, ticket, titleOf, WANG } from './world.ts';

test('an answer that is released for a case carries a receipt over all that travelled; without a case there is none', async () => {
  const tables = await freshTables('exchanges', 'breakers');
  const ask = instanceOf(
    adapterOf(async (holder) => titleOf(holder)),
    depsOn(tables),
  );
  const purpose = { kind: 'matter', matter: 'house-transfer', ticket: await ticket() } as const;
  const { receipt, answer, exchange } = await ask({ body: question({ purpose }) });
  if (!receipt) throw new Error('no receipt');
  expect(receipt).toMatchObject({ exchange, matter: 'house-transfer', party: 'applicant', found: true });
  expect(JSON.stringify(receipt)).not.toContain(WANG);
  expect(isAttested(keys, receipt, { subject: WANG, answer })).toBe(true);
  expect(isAttested(keys, receipt, { subject: LI, answer })).toBe(false);
  expect(isAttested(keys, { ...receipt, case: 'another' }, { subject: WANG, answer })).toBe(false);
  expect(isAttested(keys, receipt, { subject: WANG, answer: null })).toBe(false);
  expect((await ask()).receipt).toBeUndefined();
});
