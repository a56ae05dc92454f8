import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keptCase } from '#infra/local/trip/case.ts';
import { CaseId } from '#schemas/identifier.ts';

const folder = mkdtempSync(join(tmpdir(), 'onetrip-case-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the case is the same in the same folder, and another without one', () => {
  const at = join(folder, 'city');
  const first = keptCase(at);
  expect(CaseId.parse(first)).toBe(first);
  expect(keptCase(at)).toBe(first);
  expect(keptCase(undefined)).not.toBe(keptCase(undefined));
});

test.each(['', '{"case":"x y"}', '{'])('a file that says %j is begun anew', (text) => {
  writeFileSync(join(folder, 'trip.json'), text);
  const begun = keptCase(folder);
  expect(keptCase(folder)).toBe(begun);
});
