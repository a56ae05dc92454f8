/**
 * `node test/outside/w3c/run.ts FOLDER [suite…]`: runs the W3C's suites, checked out and installed below FOLDER (docs/credentials.md says how),
 * against a hub on this machine. SUITES_NODE: the Node with which they are run (eddsa needs an older one). Prints N of M for each and what fails; exits 0 only if nothing does. No part of `npm test`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startCity } from '#infra/local/city.ts';
import { startGateway } from './gateway.ts';
import { type Dids, type Suite, suites } from './suites.ts';

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

interface Outcome {
  readonly stats: {
    readonly passes: number;
    readonly pending: number;
    readonly failures: number;
    readonly tests: number;
  };
  readonly failures: readonly { readonly fullTitle: string; readonly err: { readonly message?: string } }[];
}

const runSuite = async (folder: string, suite: Suite, gateway: string, dids: Dids): Promise<Outcome> => {
  const config = {
    settings: {},
    implementations: [{ name: 'OneTrip', implementation: 'OneTrip', ...suite.implementation(gateway, dids) }],
  };
  writeFileSync(join(folder, 'localConfig.cjs'), `module.exports = ${JSON.stringify(config, null, 2)};\n`);
  const out = mkdtempSync(join(tmpdir(), 'w3c-'));
  const report = join(out, 'report.json');
  const arguments_ = [
    'tests/',
    '--reporter',
    'json',
    '--reporter-option',
    `output=${report}`,
    '--timeout',
    '15000',
    '--preserve-symlinks',
    '--exit',
  ];
  const mocha = spawn(
    process.env.SUITES_NODE ?? process.execPath,
    [join(folder, 'node_modules/mocha/bin/mocha.js'), ...arguments_],
    {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  await once(mocha, 'exit');
  if (!existsSync(report)) throw new Error(`${suite.folder} did not start`);
  const outcome: Outcome = JSON.parse(readFileSync(report, 'utf8'));
  rmSync(out, { recursive: true });
  return outcome;
};

const [place, ...only] = process.argv.slice(2);
if (!place) throw new Error('name the folder in which the suites are checked out');
const root = resolve(place);
const wanted = suites.filter(({ folder }) => only.length === 0 || only.includes(folder));
const gateway = await startGateway();
const city = await startCity({
  port: 0,
  departments: [],
  schedules: false,
  quiet: true,
  context: { publicUrl: gateway.url },
});
gateway.open(city.url, (scope) => city.token('data-authority-system', [scope]));

/** The hub says who it is in what it issues. */
const didOf = async (cryptosuite: string): Promise<string> => {
  const credential = {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiableCredential'],
    credentialSubject: { id: 'did:example:subject' },
  };
  const answer = await fetch(`${city.url}/v1/credentials/issue`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await city.token('data-authority-system', ['credentials.issue'])}`,
    },
    body: JSON.stringify({ credential, options: { cryptosuite } }),
  });
  if (answer.status !== 201) throw new Error(`the hub issues nothing: ${answer.status} ${await answer.text()}`);
  return JSON.parse(await answer.text()).verifiableCredential.issuer;
};

let failed = 0;
try {
  const dids = { p256: await didOf('ecdsa-jcs-2019'), ed25519: await didOf('eddsa-jcs-2022') };
  for (const suite of wanted) {
    const folder = join(root, suite.folder);
    if (!existsSync(join(folder, 'node_modules'))) {
      say(`${suite.folder}: skipped, it is not installed`);
      continue;
    }
    const { stats, failures } = await runSuite(folder, suite, gateway.url, dids);
    say(
      `${suite.folder}: ${stats.passes} of ${stats.tests}, ${stats.pending} skipped by the suite, ${stats.failures} failed`,
    );
    for (const { fullTitle, err } of failures) say(`  - ${fullTitle}\n    ${err.message ?? ''}`);
    failed += stats.failures;
  }
} finally {
  gateway.close();
  await city.stop();
}
process.exit(failed === 0 ? 0 : 1);
