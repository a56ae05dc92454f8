import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const full = process.env.ONETRIP_FULL === '1';
/** Folder in which .ci/run reads what this run came to; coverage is counted on the way where it asks for it, and judged there. */
const told = process.env.ONETRIP_TOLD;
const inBrowser = process.env.ONETRIP_BROWSER === '1';

// Whole cities first, the longest before all: a worker that meets one last keeps all others waiting.
const CITIES = [
  'test/city/city.',
  'test/city/tried.',
  'test/city/',
  'test/fault/city',
  'test/infra/local/city',
  'test/infra/local/departments/public-security',
  'test/infra/local/interrupt',
  'test/infra/new-department',
];
class CitiesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const turn = ({ moduleId }: TestSpecification) => {
      const found = CITIES.findIndex((start) => moduleId.includes(`/${start}`));
      return found < 0 ? CITIES.length : found;
    };
    return (await super.sort(files)).toSorted((a, b) => turn(a) - turn(b));
  }
}

/** Bodies, rules and stores, and cases played on them: no file changes the process that it runs in. */
const ROOMS = [
  ...['city-data', 'functions', 'property', 'schemas'].map((room) => `test/${room}/**/*.test.ts`),
  'test/city/**/*.case.test.ts',
];
/** Whole cities that die at random, rise again and run in eight instances: minutes of two processors, which only the full run has. */
const LONG = full ? [] : ['test/fault/city.test.ts', 'test/city/recovery.test.ts', 'test/city/instances.test.ts'];

const BROWSER = ['test/browser/**/*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      // One process for many of them: a process each made a quarter more work.
      { extends: true, test: { name: 'rooms', include: ROOMS, isolate: false } },
      {
        extends: true,
        test: { name: 'machine', include: ['test/**/*.test.ts'], exclude: [...ROOMS, ...BROWSER, ...LONG] },
      },
      // One city and a real browser, by `npm run test:browser` alone; elsewhere it would keep everything waiting.
      ...(inBrowser ? [{ extends: true as const, test: { name: 'browser', include: BROWSER } }] : []),
    ],
    globalSetup: ['test/engines/global-setup.ts'],
    setupFiles: ['test/engines/quiet.ts', 'test/engines/leftovers.ts'],
    env: { TZ: 'UTC' },
    pool: 'forks',
    sequence: { sequencer: CitiesFirst },
    maxWorkers: 3,
    testTimeout: full ? 600_000 : 180_000,
    hookTimeout: 180_000,
    // A poll ends when what it waits for is there; only what never comes takes this long.
    expect: { requireAssertions: true, poll: { timeout: 20_000 } },
    ...(told && { reporters: ['dot', './.ci/told.ts'] }),
    coverage: {
      provider: 'v8',
      ...(told && {
        enabled: !inBrowser && process.env.ONETRIP_COVERED === '1',
        reportOnFailure: true,
        reportsDirectory: `${told}/coverage`,
      }),
      include: ['functions/**/*.ts', 'schemas/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
      ...(!told && { thresholds: { lines: 90 } }),
    },
  },
});
