/** What is kept for a while and may hold personal data: AES-256-GCM, bound to where it stands as additional data. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** `place`: what the text belongs to; a sealed text moved elsewhere does not open. The result is base64url. */
export const seal = (key: Uint8Array, place: string, text: string): string => {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
};

/** Throws when the text is altered, foreign, or stands in another place. */
export const open = (key: Uint8Array, place: string, sealed: string): string => {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(place));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
};
