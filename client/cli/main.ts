#!/usr/bin/env node
/** The command `onetrip`: node client/cli/main.ts --help */
import { text } from 'node:stream/consumers';
import { run } from './run.ts';

const stopping = new AbortController();
process.once('SIGINT', () => stopping.abort());
// A reader that has seen enough is no error.
process.stdout.on('error', () => process.exit(0));

const { stdout, stderr, env } = process;
process.exitCode = await run(process.argv.slice(2), {
  stdout,
  stderr,
  env,
  stdin: () => text(process.stdin),
  signal: stopping.signal,
});
