/** The file of an act on a legal hold: written before the answer, again by every repeat, and by the relay for who died between. */
import type { Files } from '../files.client.ts';
import { lockedUntil, ofFile, type Retention } from '../retention/retention.ts';
import { type HoldFile, holdBytes } from './stored-hold.ts';

/** `retention`: of the certificate. */
export const keepHold = async (files: Files, file: HoldFile, retention: Retention | undefined): Promise<void> => {
  const { type, identifier, at } = file;
  const kept = ofFile(retention, at);
  await files.put(type, identifier, 'legalhold', holdBytes(file), kept && lockedUntil(kept, at));
};
