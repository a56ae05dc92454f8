/** What is kept of a case: packed, because clocks and tasks say the same words again and again, then sealed for its place. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { openBytes, sealBytes } from '#functions/kernel/sealed.ts';

export const packed = (key: Uint8Array, place: string, value: unknown): Uint8Array =>
  sealBytes(key, place, deflateRawSync(JSON.stringify(value)));

/** Throws when the bytes are altered, foreign, or stand in another place. */
export const unpacked = (key: Uint8Array, place: string, bytes: Uint8Array): unknown =>
  JSON.parse(inflateRawSync(openBytes(key, place, bytes)).toString('utf8'));
