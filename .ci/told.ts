/** Tells .ci/run what a run of the tests came to, in files of the folder ONETRIP_TOLD: `counts`, `failures`, `slowest`. */
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

const SLOWEST = 10;
/** Lines of one failure below its name. */
const MOST_LINES = 6;
const WIDTH = 200;

type Failure = readonly [name: string, errors: readonly SerializedError[]];

const here = (path: string): string => relative(process.cwd(), path);

/** What is wrong, the first lines that differ, and the place in our own files. */
const linesOf = ({ name, message, diff, stacks }: SerializedError): string[] => {
  const said = `${name ?? 'Error'}: ${message}`.split('\n').slice(0, 3);
  const differs = stripVTControlCharacters(typeof diff === 'string' ? diff : '')
    .split('\n')
    .filter((line) => /^[-+] (?!Expected|Received)/.test(line));
  const place = stacks?.find(({ file }) => !file.includes('node_modules'));
  const at = place ? [`at ${here(place.file)}:${place.line}`] : [];
  return [...[...said, ...differs].slice(0, MOST_LINES - at.length), ...at];
};
const told = ([name, errors]: Failure): string[] => [
  name,
  ...errors
    .flatMap(linesOf)
    .slice(0, MOST_LINES)
    .map((line) => `    ${line}`),
];

/** Of its tests, and of what stands around them: imports and hooks. */
const failuresOf = (module: TestModule): Failure[] => {
  const file = here(module.moduleId);
  const around: Failure[] = [
    [file, module.errors()],
    ...[...module.children.allSuites()].map((suite) => [`${file} > ${suite.fullName}`, suite.errors()] as const),
  ];
  const tests = [...module.children.allTests('failed')].map(
    (test) => [`${file} > ${test.fullName}`, test.result().errors ?? []] as const,
  );
  return [...around.filter(([, errors]) => errors.length > 0), ...tests];
};
const secondsOf = (module: TestModule): number => {
  const { duration, collectDuration, setupDuration } = module.diagnostic();
  return (duration + collectDuration + setupDuration) / 1000;
};

export default class Told implements Reporter {
  onTestModuleEnd(module: TestModule): void {
    // At once as well: a run that is cut off ends with no summary.
    for (const failure of failuresOf(module)) process.stdout.write(`\n!! failed: ${told(failure).join('\n')}\n`);
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const failures = [
      ...modules.flatMap(failuresOf),
      ...unhandled.map((error): Failure => ['an error that no test waited for', [error]]),
    ];
    const of = (state: 'passed' | 'skipped') =>
      modules.reduce((sum, { children }) => sum + [...children.allTests(state)].length, 0);
    const slowest = modules
      .map((module) => [secondsOf(module), here(module.moduleId)] as const)
      .sort(([a], [b]) => b - a)
      .slice(0, SLOWEST);
    const write = (name: string, lines: readonly string[]) =>
      writeFileSync(
        join(process.env.ONETRIP_TOLD ?? '.', name),
        lines.map((line) => `${line.slice(0, WIDTH)}\n`).join(''),
      );
    write('failures', failures.flatMap(told));
    write(
      'slowest',
      slowest.map(([seconds, file]) => `${seconds.toFixed(1).padStart(7)} s  ${file}`),
    );
    write('counts', [`${of('passed')} ${failures.length} ${of('skipped')}`]);
  }
}
