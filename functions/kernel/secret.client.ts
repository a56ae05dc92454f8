/** Secrets, fetched at the first need and then kept by the instance. A failure is not kept. */
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PATIENCE } from './patience.ts';

/** `read` turns the secret's text into what the function uses, for example `hubKeys`. */
export const secret = <T>(id: string, read: (text: string) => T): (() => Promise<T>) => {
  const client = new SecretsManagerClient(PATIENCE);
  let kept: Promise<T> | undefined;
  const obtain = async () => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }));
    if (!SecretString) throw new Error('the secret holds no text');
    return read(SecretString);
  };
  return () => {
    kept ??= obtain().catch((error: unknown) => {
      kept = undefined;
      throw error;
    });
    return kept;
  };
};
