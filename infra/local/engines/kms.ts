/** KMS on one machine: asymmetric signing keys, the operations that signers and verifiers need; and keys under which S3 encrypts, which never do anything here themselves. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Deployed, Deployment } from '../template.ts';
import { fromDer, toDer } from './der.ts';
import { type JsonService, ServiceError, startJsonService } from './json-service.ts';
import { signDigest, verifyDigest } from './p256.ts';

interface Key {
  readonly arn: string;
  readonly id: string;
  readonly secret: KeyObject;
  readonly open: KeyObject;
}

const ALGORITHM = 'ECDSA_SHA_256';

const privateKey = (file: string | undefined): KeyObject => {
  if (file && existsSync(file)) return createPrivateKey(readFileSync(file));
  const { privateKey: fresh } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  if (file) writeFileSync(file, fresh.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
  return fresh;
};

/** A key under which services encrypt. */
const isSymmetric = ({
  KeySpec = 'SYMMETRIC_DEFAULT',
  KeyUsage = 'ENCRYPT_DECRYPT',
}: Deployed['properties']): boolean => KeySpec === 'SYMMETRIC_DEFAULT' && KeyUsage === 'ENCRYPT_DECRYPT';

const makeKey = ({ stack, id, name, arn, properties }: Deployed, folder: string | undefined): Key => {
  if (properties.KeySpec !== 'ECC_NIST_P256' || properties.KeyUsage !== 'SIGN_VERIFY')
    throw new Error(`${stack}/${id}: only ECC_NIST_P256 SIGN_VERIFY and symmetric keys work on one machine`);
  const secret = privateKey(folder && join(folder, `${name}.pem`));
  return { arn, id: name, secret, open: createPublicKey(secret) };
};

/** The bytes to sign: the message, or its digest when the caller made it. */
const readMessage = (input: { Message?: string; MessageType?: string; SigningAlgorithm?: string }) => {
  if (input.SigningAlgorithm !== ALGORITHM)
    throw new ServiceError(
      'InvalidKeyUsageException',
      `Algorithm ${input.SigningAlgorithm} is incompatible with key spec ECC_NIST_P256.`,
    );
  const bytes = Buffer.from(input.Message ?? '', 'base64');
  const digest = input.MessageType === 'DIGEST';
  if (bytes.length < 1 || bytes.length > 4096)
    throw new ServiceError(
      'ValidationException',
      "Value at 'message' failed to satisfy constraint: Member must have length less than or equal to 4096 and greater than or equal to 1",
    );
  if (digest && bytes.length !== 32)
    throw new ServiceError('ValidationException', 'Digest is invalid length for algorithm ECDSA_SHA_256.');
  if (!digest && ![undefined, 'RAW'].includes(input.MessageType))
    throw new ServiceError('ValidationException', "Value at 'messageType' is not known");
  return { bytes, digest };
};

const find = <K extends Pick<Key, 'arn' | 'id'>>(deployment: Deployment, keys: readonly K[], id: string): K => {
  const name = id.replace(/^arn:.*:(alias\/)/, '$1');
  const alias = deployment.ofType('AWS::KMS::Alias').find((one) => one.name === name);
  const wanted = String(alias?.properties.TargetKeyId ?? id);
  const found = keys.find((key) => key.id === wanted || key.arn === wanted);
  if (!found)
    throw new ServiceError(
      'NotFoundException',
      name.startsWith('alias/') ? `Alias ${id} is not found.` : `Key '${id}' does not exist`,
    );
  return found;
};

const common = ({ arn, id }: Pick<Key, 'arn' | 'id'>) => ({
  KeyId: id,
  Arn: arn,
  Enabled: true,
  KeyState: 'Enabled',
  KeyManager: 'CUSTOMER',
});

const describeSymmetric = (key: Pick<Key, 'arn' | 'id'>) => ({
  ...common(key),
  KeyUsage: 'ENCRYPT_DECRYPT',
  KeySpec: 'SYMMETRIC_DEFAULT',
  CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
  EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
});

const describe = (key: Key) => ({
  ...common(key),
  KeyUsage: 'SIGN_VERIFY',
  KeySpec: 'ECC_NIST_P256',
  CustomerMasterKeySpec: 'ECC_NIST_P256',
  SigningAlgorithms: [ALGORITHM],
});

/** Serves the keys of the deployment; kept in `folder` (mode 0600) when given, else in memory. */
export const startKms = (deployment: Deployment, folder?: string): Promise<JsonService> => {
  if (folder) mkdirSync(folder, { recursive: true });
  const all = deployment.ofType('AWS::KMS::Key');
  const keys = all.filter(({ properties }) => !isSymmetric(properties)).map((one) => makeKey(one, folder));
  const symmetric = all.filter(({ properties }) => isSymmetric(properties)).map(({ arn, name: id }) => ({ arn, id }));
  const known = (input: { KeyId: string }) => find(deployment, [...keys, ...symmetric], String(input.KeyId));
  const keyOf = (input: { KeyId: string }): Key => {
    const found = known(input);
    if ('secret' in found) return found;
    throw new ServiceError('UnsupportedOperationException', 'The key is a symmetric encryption key.');
  };
  return startJsonService({
    DescribeKey: (input) => {
      const key = known(input);
      return { KeyMetadata: 'secret' in key ? describe(key as Key) : describeSymmetric(key) };
    },
    GetPublicKey: (input) => {
      const key = keyOf(input);
      const PublicKey = key.open.export({ format: 'der', type: 'spki' }).toString('base64');
      const { KeyUsage, KeySpec, CustomerMasterKeySpec, SigningAlgorithms } = describe(key);
      return { KeyId: key.arn, PublicKey, KeyUsage, KeySpec, CustomerMasterKeySpec, SigningAlgorithms };
    },
    Sign: (input) => {
      const key = keyOf(input);
      const { bytes, digest } = readMessage(input);
      const signature = digest ? toDer(signDigest(key.secret, bytes)) : sign('sha256', bytes, key.secret);
      return { KeyId: key.arn, Signature: signature.toString('base64'), SigningAlgorithm: ALGORITHM };
    },
    Verify: (input) => {
      const key = keyOf(input);
      const { bytes, digest } = readMessage(input);
      const signature = Buffer.from(input.Signature ?? '', 'base64');
      const valid = digest
        ? verifyDigest(key.open, bytes, fromDer(signature) ?? Buffer.alloc(0))
        : verify('sha256', bytes, key.open, signature);
      if (!valid) throw new ServiceError('KMSInvalidSignatureException', '');
      return { KeyId: key.arn, SignatureValid: true, SigningAlgorithm: ALGORITHM };
    },
  });
};
