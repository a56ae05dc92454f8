/**
 * `npm run new:department -- weather --protocol rest`: a department's files, by the protocol it speaks. Writes files and adds
 * one line to each list; changes nothing that is there, and writes nothing at all when something is in the way.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { departments } from '#city/departments.ts';
import { askedOf } from '#schemas/departments/index.ts';
import { entries } from './functions.ts';
import { wishOf } from './new-department/arguments.ts';
import { listed } from './new-department/lists.ts';
import { namesOf } from './new-department/names.ts';
import { nextSteps } from './new-department/next-steps.ts';
import { protocols } from './new-department/protocols.ts';
import { Refused } from './new-department/refused.ts';
import { filesOf } from './new-department/templates.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const at = (path: string): string => join(ROOT, path);

/** A WSDL stays as it is. */
const isCode = (path: string): boolean => path.endsWith('.ts');

const make = (words: readonly string[]): string => {
  const { id, protocol, zh, en } = wishOf(words, { asked: Object.keys(askedOf), functions: Object.keys(entries) });
  const known = departments.find((department) => department.id === id);
  const names = namesOf(id, known?.short ?? { ...(zh ? { zh } : {}), ...(en ? { en } : {}) });
  const made = filesOf(protocol, names);
  const taken = Object.keys(made).filter((path) => existsSync(at(path)));
  if (taken.length > 0) throw new Refused(`already there: ${taken.join(', ')}`);
  // Everything is made in memory first: what cannot be read is told before anything is written.
  const lists = listed(names, protocols[protocol], known === undefined, (path) => readFileSync(at(path), 'utf8'));
  const all = { ...made, ...lists };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  }
  const run = (...program: string[]): void =>
    void execFileSync(process.execPath, program, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  run('node_modules/@biomejs/biome/bin/biome', 'check', '--write', ...Object.keys(all).filter(isCode));
  run('infra/openapi.ts');
  return nextSteps({
    names,
    files: Object.keys(made),
    lists: Object.keys(lists),
    added: known === undefined,
    protocol: protocols[protocol],
  });
};

try {
  process.stdout.write(make(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
