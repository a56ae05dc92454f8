/** KMS on one machine: asymmetric signing keys, the operations that signers and verifiers need. */
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

const makeKey = ({ stack, id, name, arn, properties }: Deployed, folder: string | undefined): Key => {
  if (properties.KeySpec !== 'ECC_NIST_P256' || properties.KeyUsage !== 'SIGN_VERIFY')
    throw new Error(`${stack}/${id}: only ECC_NIST_P256 SIGN_VERIFY keys work on one machine`);
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

const find = (deployment: Deployment, keys: readonly Key[], id: string): Key => {
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

const describe = ({ arn, id }: Key) => ({
  KeyId: id,
  Arn: arn,
  Enabled: true,
  KeyState: 'Enabled',
  KeyUsage: 'SIGN_VERIFY',
  KeySpec: 'ECC_NIST_P256',
  CustomerMasterKeySpec: 'ECC_NIST_P256',
  KeyManager: 'CUSTOMER',
  SigningAlgorithms: [ALGORITHM],
});

/** Serves the keys of the deployment; kept in `folder` (mode 0600) when given, else in memory. */
export const startKms = (deployment: Deployment, folder?: string): Promise<JsonService> => {
  if (folder) mkdirSync(folder, { recursive: true });
  const keys = deployment.ofType('AWS::KMS::Key').map((one) => makeKey(one, folder));
  const keyOf = (input: { KeyId: string }) => find(deployment, keys, String(input.KeyId));
  return startJsonService({
    DescribeKey: (input) => ({ KeyMetadata: describe(keyOf(input)) }),
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
