/** What an operator's commands need on this machine: address and key of the engines, and what the hub's tables and buckets are called. The key has full rights and ends with the city. */
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Resources that `certificates:rebuild` and `archives:check` are told. */
export const TOLD = ['ArchivesBucket', 'CertificatesBucket', 'CertificatesTable', 'CopiesBucket', 'HubSecret'] as const;

const HEAD =
  '# 本机运维环境，仅供本机引擎，随城市启动而更新 For the engines of this machine alone; new with each start';

/** Keeps the variables in `folder`, for a shell to read and for its owner alone; `stop` takes them away. */
export const keepOperator = async (folder: string, variables: Readonly<Record<string, string>>) => {
  const path = join(folder, 'operator.env');
  const [fresh, remove] = [`${path}.new`, (file: string) => rm(file, { force: true })];
  await remove(fresh);
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  // A file that is there would keep the mode that it has.
  await writeFile(fresh, `${[HEAD, ...lines].join('\n')}\n`, { mode: 0o600, flag: 'wx' });
  await rename(fresh, path);
  return { path, stop: () => remove(path) };
};
