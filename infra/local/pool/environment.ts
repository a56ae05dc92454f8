/** The environment of an instance, as Lambda gives it. Nothing of the parent's comes along but PATH and compiled code. */
import { compiled } from '../compiled.ts';
import type { FunctionSpec } from './function.ts';

export const instanceEnvironment = (
  fn: FunctionSpec,
  engine: Readonly<Record<string, string>>,
  stream: string,
): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  ...compiled(),
  LANG: 'en_US.UTF-8',
  // The SDK would otherwise find the developer's own profile through the home folder.
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  ...fn.environment,
  ...engine,
  TZ: 'UTC',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_FUNCTION_NAME: fn.name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(fn.memoryMb),
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${fn.name}`,
  AWS_LAMBDA_LOG_STREAM_NAME: stream,
  LAMBDA_TASK_ROOT: fn.folder,
  _HANDLER: fn.handler,
});
