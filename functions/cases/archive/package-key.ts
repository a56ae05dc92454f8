/** The key of one package, and what is closed under it. Everything is computed from the case and the hub's key: made again, it is the same. */
import { createCipheriv, createHmac, hkdfSync } from 'node:crypto';

/** AES-256-GCM; `kept`: the hub's key of some version. No other package has this key. */
export const packageKey = (kept: Uint8Array, id: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', kept, 'onetrip', `archive ${id}`, 32));

const KEY_WRAP_IV = Buffer.alloc(8, 0xa6);

/** AES Key Wrap (RFC 3394) under the hub's key: who is given the unwrapped key can open this package and no other. */
export const wrapped = (kept: Uint8Array, key: Uint8Array): string => {
  const cipher = createCipheriv('id-aes256-wrap', kept, KEY_WRAP_IV);
  return Buffer.concat([cipher.update(key), cipher.final()]).toString('base64url');
};

/**
 * 12 bytes of nonce, 16 of tag, then the bytes; the path is bound to them. The nonce follows from path and bytes, so that making a package
 * again never puts other bytes under a nonce that was used.
 */
export const closed = (key: Uint8Array, path: string, bytes: Uint8Array): Buffer => {
  const nonce = createHmac('sha256', key).update(`${path}\n`).update(bytes).digest().subarray(0, 12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(path));
  const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
};
