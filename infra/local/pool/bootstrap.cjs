// What Lambda's runtime does, in the child: load index.js once, then serve one invocation at a time.
// Plain CommonJS, because stripping types would add 35 ms to every cold start.
const { flushCompileCache } = require('node:module');
const path = require('node:path');
const [folder, handlerName] = process.argv.slice(2);
const [file, member] = handlerName.split('.');

const shape = (error) =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: String(error.stack).split('\n') }
    : { errorType: typeof error, errorMessage: typeof error === 'string' ? error : JSON.stringify(error), trace: [] };

const say = (message) => new Promise((resolve) => process.send(message, resolve));

const die = (type) => async (error) => {
  await say({ fatal: true, error: { ...shape(error), errorType: type ?? shape(error).errorType } });
  process.exit(1);
};
process.on('uncaughtException', die());
process.on('unhandledRejection', die('Runtime.UnhandledPromiseRejection'));
// Ctrl-C reaches the whole group; the runner stops us in order.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit(0));

const load = () => {
  let module;
  try {
    module = require(path.join(folder, file));
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') error.name = 'Runtime.ImportModuleError';
    throw error;
  }
  if (typeof module[member] === 'function') return module[member];
  const missing = new Error(`${handlerName} is undefined or not exported`);
  missing.name = 'Runtime.HandlerNotFound';
  throw missing;
};

const context = (message) => ({
  callbackWaitsForEmptyEventLoop: true,
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
  functionVersion: '$LATEST',
  invokedFunctionArn: message.arn,
  memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  awsRequestId: message.id,
  logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
  logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
  getRemainingTimeInMillis: () => Math.max(0, message.deadline - Date.now()),
});

// An instance is killed in the end, so what it compiled is kept after its first call: the next instance starts on it.
let kept = process.env.NODE_COMPILE_CACHE === undefined;
const keepCompiled = () => {
  if (kept) return;
  kept = true;
  flushCompileCache();
};

const serve = (handler) => async (message) => {
  let answer;
  try {
    const result = await handler(JSON.parse(message.event), context(message));
    answer = { result: JSON.stringify(result) ?? 'null' };
  } catch (error) {
    answer = { error: shape(error) };
  }
  // Pipe and channel are not ordered; this line tells the runner that it has read all lines of the call.
  process.stdout.write(`END RequestId: ${message.id}\n`);
  await say(answer);
  keepCompiled();
};

try {
  process.on('message', serve(load()));
  process.send({ ready: true });
} catch (error) {
  process.send({ error: shape(error) }, () => process.exit(1));
}
