// Plain CommonJS, so that an old Node can read it and say so in one line.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `OneTrip needs Node 24 and found ${process.version}. Run "npm ci" first: it brings Node 24 for Linux as an optional dependency; elsewhere install Node 24 yourself.`,
  );
  process.exit(1);
}
if (!existsSync(join(__dirname, '../../node_modules/zod'))) {
  console.error('OneTrip has no packages yet: run "npm ci" first.');
  process.exit(1);
}
