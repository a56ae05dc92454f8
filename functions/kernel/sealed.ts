/** What is kept for a while and may hold personal data: AES-256-GCM, bound to where it stands as additional data. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** `place`: what the bytes belong to; sealed bytes moved elsewhere do not open. */
export const sealBytes = (key: Uint8Array, place: string, bytes: Uint8Array): Buffer => {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
};

/** Throws when the bytes are altered, foreign, or stand in another place. */
export const openBytes = (key: Uint8Array, place: string, sealed: Uint8Array): Buffer => {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
};

/** The same for a text. The result is base64url. */
export const seal = (key: Uint8Array, place: string, text: string): string =>
  sealBytes(key, place, Buffer.from(text)).toString('base64url');

/** Throws when the text is altered, foreign, or stands in another place. */
export const open = (key: Uint8Array, place: string, sealed: string): string =>
  openBytes(key, place, Buffer.from(sealed, 'base64url')).toString('utf8');
