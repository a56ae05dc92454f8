/** What is presented for a check, and what comes of it. */
import type { Answer } from '../api.ts';

export type Verified = Answer<'POST /v1/certificates/verify'>;

export type Presented =
  | { readonly kind: 'file'; readonly base64: string }
  | { readonly kind: 'qr'; readonly text: string }
  | { readonly kind: 'identifier'; readonly identifier: string };

/** A code that says its fields itself: it is opened here and sent nowhere. */
export interface OfflineCode {
  readonly kind: 'offline';
  readonly code: string;
}

export type Tone = 'good' | 'ended' | 'bad' | 'unsure';

/** One word for all: genuine and valid; genuine and not valid now; not what the library made; nothing that the library knows. */
export const toneOf = ({ genuine, valid, identifier }: Pick<Verified, 'genuine' | 'valid' | 'identifier'>): Tone => {
  if (valid) return 'good';
  if (genuine) return 'ended';
  return identifier === undefined ? 'unsure' : 'bad';
};

/** The sign and the colour of each. */
export const SIGN = { good: 'good', ended: 'bad', bad: 'bad', unsure: 'unsure' } as const satisfies Record<
  Tone,
  string
>;

const IDENTIFIER = /1\.2\.156\.3005\.2\.[0-9A-Z]{21}\.[0-9A-Z]{18}\.[0-9A-Z]+\.\d{3}\.[0-9A-Z]/;

/** The identifier in what somebody typed or pasted, its dashes, spaces and lower case put right. */
export const identifierIn = (text: string): string | undefined =>
  IDENTIFIER.exec(text.replace(/\s/g, '').replace(/。/g, '.').toUpperCase())?.[0];

/** What a code presents: a signed statement, or an address of /verify with identifier and digest behind #. Undefined: it is none of ours. */
export const presentedBy = (code: string): Presented | OfflineCode | undefined => {
  if (code.startsWith('OT1:')) return { kind: 'offline', code };
  return identifierIn(code) === undefined ? undefined : { kind: 'qr', text: code };
};
