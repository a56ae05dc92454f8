import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { AgentSettings } from '#client/agent/settings.ts';

const PAGE = readFileSync(new URL('../../../docs/agent.md', import.meta.url), 'utf8');
const [, example = ''] = /```json\n([\s\S]*?)```/.exec(PAGE) ?? [];

test('the example of the page is what the agent takes, and its defaults are those of the page', () => {
  const settings = AgentSettings.parse(JSON.parse(example));
  expect(settings.sources['birth-record']).toMatchObject({ kind: 'postgresql', connection: { port: 5432 } });
  for (const name of ['pollMs', 'backOffMs', 'atOnce', 'deadlineMs', 'tries', 'restMs', 'aliveMs'] as const)
    expect(PAGE).toContain(`\`${name}\` ${settings[name]}`);
});
