/** Secrets Manager on one machine: the secrets of the deployment, readable and settable. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Deployed, Deployment } from '../template.ts';
import { generateSecret } from './generate-secret.ts';
import { type JsonService, ServiceError, startJsonService } from './json-service.ts';

interface Version {
  readonly id: string;
  readonly text: string;
  /** Seconds since the epoch. */
  readonly made: number;
}
/** Versions of each secret by its name, the newest first; no more than two are kept. */
type Vault = Record<string, readonly Version[]>;

const STAGES = ['AWSCURRENT', 'AWSPREVIOUS'];
const version = (text: string, id: string = randomUUID()): Version => ({ id, text, made: Date.now() / 1000 });

const firstVersions = ({ properties }: Deployed): Version[] => {
  if (properties.SecretString !== undefined) return [version(String(properties.SecretString))];
  return properties.GenerateSecretString ? [version(generateSecret(properties.GenerateSecretString))] : [];
};

const keeper = (file: string | undefined) => ({
  read: (): Vault => (file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}),
  write: (vault: Vault): void => {
    if (!file) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(vault), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  },
});

/** The current text of the one kept secret whose name ends so; for programs beside the running city. Undefined: nothing is kept. */
export const keptSecret = (file: string, ending: string): string | undefined =>
  Object.entries(keeper(file).read()).find(([name]) => name.endsWith(ending))?.[1][0]?.text;

/** Serves the secrets of the deployment; kept in `file` (mode 0600) when given, else in memory. */
export const startSecrets = (deployment: Deployment, file?: string): Promise<JsonService> => {
  const secrets = deployment.ofType('AWS::SecretsManager::Secret');
  const keep = keeper(file);
  const kept = keep.read();
  const vault: Vault = Object.fromEntries(
    secrets.map((secret) => [secret.name, kept[secret.name] ?? firstVersions(secret)]),
  );
  keep.write(vault);

  const find = ({ SecretId }: { SecretId?: string }): Deployed => {
    const found = secrets.find(({ name, arn }) => name === SecretId || arn === SecretId);
    if (!found) throw new ServiceError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    return found;
  };
  return startJsonService({
    GetSecretValue: (input: { SecretId?: string; VersionStage?: string; VersionId?: string }) => {
      const { name, arn } = find(input);
      const versions = vault[name] ?? [];
      const stage = input.VersionStage ?? 'AWSCURRENT';
      const at = input.VersionId ? versions.findIndex(({ id }) => id === input.VersionId) : STAGES.indexOf(stage);
      const found = versions[at];
      if (!found)
        throw new ServiceError(
          'ResourceNotFoundException',
          `Secrets Manager can't find the specified secret value for staging label: ${stage}`,
        );
      return {
        ARN: arn,
        Name: name,
        VersionId: found.id,
        SecretString: found.text,
        VersionStages: [STAGES[at]],
        CreatedDate: found.made,
      };
    },
    PutSecretValue: (input: { SecretId?: string; SecretString?: string; ClientRequestToken?: string }) => {
      const { name, arn } = find(input);
      if (typeof input.SecretString !== 'string')
        throw new ServiceError('InvalidParameterException', 'You must provide SecretString.');
      const versions = vault[name] ?? [];
      const repeated = versions.find(({ id }) => id === input.ClientRequestToken);
      if (repeated && repeated.text !== input.SecretString)
        throw new ServiceError('ResourceExistsException', 'A version with this token exists and its value is another.');
      const current = repeated ?? version(input.SecretString, input.ClientRequestToken);
      if (!repeated) vault[name] = [current, ...versions].slice(0, STAGES.length);
      keep.write(vault);
      return { ARN: arn, Name: name, VersionId: current.id, VersionStages: ['AWSCURRENT'] };
    },
    DescribeSecret: (input) => {
      const { name, arn, properties } = find(input);
      const stages = Object.fromEntries((vault[name] ?? []).map(({ id }, at) => [id, [STAGES[at]]]));
      return { ARN: arn, Name: name, Description: properties.Description, VersionIdsToStages: stages };
    },
  });
};
