/** The functions' own log lines are kept off the terminal while tests pass through them; a test that reads them puts its own ear on. */
const write = process.stdout.write.bind(process.stdout);

process.stdout.write = ((chunk: string | Uint8Array, ...rest: []) =>
  typeof chunk === 'string' && chunk.startsWith('{"level":"')
    ? true
    : write(chunk, ...rest)) as typeof process.stdout.write;
