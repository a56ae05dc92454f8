/**
 * The manifest file: one line of JSON, then "sm2:" and the signature of exactly that line's bytes. Signing the bytes as they stand needs
 * no canonical form, so the two sides cannot disagree about one.
 */
import { Manifest } from '#schemas/ferry.ts';
import { parseStrictJson } from '../strict-json.ts';
import { refused } from './refused.ts';

export type Sign = (text: string) => string;
/** False for a signature that does not fit or has no form. */
export type Verify = (text: string, signature: string) => boolean;

const FORM = /^(\{[\x20-\x7e]+\})\r?\nsm2:([0-9A-Za-z+/=]{64,200})\r?\n?$/;

export const writeManifest = (manifest: Manifest, sign: Sign): string => {
  const line = JSON.stringify(manifest);
  return `${line}\nsm2:${sign(line)}\n`;
};

/** `text`: the whole file. Refuses what is not signed before it looks at what it says. */
export const readManifest = (text: string, verify: Verify, department: string): Manifest => {
  const [, line, signature] = FORM.exec(text) ?? [];
  if (line === undefined || signature === undefined) throw refused('manifest-form');
  if (!verify(line, signature)) throw refused('manifest-signature');
  const parsed = Manifest.safeParse(said(line), { reportInput: false });
  if (!parsed.success) throw refused('manifest-rule');
  if (parsed.data.department !== department) throw refused('manifest-department');
  return parsed.data;
};

const said = (line: string): unknown => {
  try {
    return parseStrictJson(Buffer.from(line));
  } catch {
    throw refused('manifest-rule');
  }
};
