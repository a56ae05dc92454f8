import { defineConfig } from 'vitest/config';

const full = process.env.ONETRIP_FULL === '1';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/engines/global-setup.ts'],
    setupFiles: ['test/engines/quiet.ts'],
    env: { TZ: 'UTC' },
    pool: 'forks',
    maxWorkers: 3,
    testTimeout: full ? 600_000 : 60_000,
    hookTimeout: 120_000,
    expect: { requireAssertions: true },
    coverage: {
      provider: 'v8',
      include: ['functions/**/*.ts', 'schemas/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: 90 },
    },
  },
});
