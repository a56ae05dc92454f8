/** An issuer and a holder of SD-JWTs for the test cases: written after the RFC, by none of the code that is tested. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isMap, isPair, isScalar, isSeq, type Node, type Pair, parse, parseDocument } from 'yaml';

/** Marked `!sd` in a case. */
class Hidden {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

/** A tagged plain scalar keeps its own type. */
const scalarOf = (node: Node): unknown => {
  if (!isScalar(node)) return undefined;
  return node.tag === '!sd' && node.type === 'PLAIN' ? parse(String(node.source)) : node.value;
};

const nodeValue = (node: Node): unknown => {
  const plain = isMap(node)
    ? mapOf(node.items as Pair<Node, Node>[])
    : isSeq(node)
      ? (node.items as Node[]).map(nodeValue)
      : scalarOf(node);
  return node.tag === '!sd' ? new Hidden(plain) : plain;
};

const mapOf = (pairs: readonly Pair<Node, Node>[]): Map<string, unknown> =>
  new Map(
    pairs.filter(isPair).map(({ key, value }) => {
      const below = value === null ? null : nodeValue(value as Node);
      return [String(scalarOf(key as Node)), (key as Node).tag === '!sd' ? new Hidden(below) : below];
    }),
  );

export interface Case {
  readonly claims: Map<string, unknown>;
  readonly wanted: unknown;
  readonly expected: Record<string, unknown> | undefined;
  readonly bound: boolean;
  readonly form: 'compact' | 'json';
  readonly decoys: boolean;
}

export const readCase = (text: string): Case => {
  const document = parseDocument(text);
  const plain = parse(text.replaceAll('!sd ', '').replaceAll('!sd\n', '\n'), { uniqueKeys: false });
  return {
    claims: nodeValue(document.get('user_claims') as Node) as Map<string, unknown>,
    wanted: plain.holder_disclosed_claims,
    expected: plain.expect_verified_user_claims,
    bound: plain.key_binding === true,
    form: plain.serialization_format === 'json' ? 'json' : 'compact',
    decoys: plain.add_decoy_claims === true,
  };
};

const base64url = (data: string | Uint8Array): string => Buffer.from(data).toString('base64url');
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

const chosen = (wanted: unknown, at: string | number): unknown =>
  wanted === true || typeof wanted !== 'object' || wanted === null
    ? undefined
    : (wanted as Record<string, unknown>)[at];
const isChosen = (wanted: unknown): boolean => wanted !== undefined && wanted !== false && wanted !== null;

/** Packs `value`; the disclosures that the holder chooses are added to `kept`. Beside it: what a verifier must read. */
const pack = (
  value: unknown,
  wanted: unknown,
  shown: boolean,
  kept: string[],
  decoys: boolean,
): { packed: unknown; read: unknown } => {
  const hide = (parts: unknown[], open: boolean): string => {
    const text = base64url(JSON.stringify([base64url(randomBytes(16)), ...parts]));
    if (open) kept.push(text);
    return digestOf(text);
  };
  const decoy = () => (decoys ? [digestOf(base64url(randomBytes(16)))] : []);
  if (Array.isArray(value)) {
    const all = value.map((element, i) => {
      const below = chosen(wanted, i);
      if (!(element instanceof Hidden)) return { ...pack(element, below, shown, kept, decoys), there: true };
      const open = shown && isChosen(below);
      const inside = pack(element.value, below, open, kept, decoys);
      return { packed: { '...': hide([inside.packed], open) }, read: inside.read, there: open };
    });
    return {
      packed: [...all.map(({ packed }) => packed), ...decoy().map((digest) => ({ '...': digest }))],
      read: all.filter(({ there }) => there).map(({ read }) => read),
    };
  }
  if (!(value instanceof Map)) return { packed: value, read: value };
  const [packed, read, digests]: [Record<string, unknown>, Record<string, unknown>, string[]] = [{}, {}, decoy()];
  for (const [name, member] of value) {
    const below = chosen(wanted, name);
    const open = shown && (!(member instanceof Hidden) || isChosen(below));
    const inside = pack(member instanceof Hidden ? member.value : member, below, open, kept, decoys);
    if (member instanceof Hidden) digests.push(hide([name, inside.packed], open));
    else packed[name] = inside.packed;
    if (open) read[name] = inside.read;
  }
  return { packed: digests.length > 0 ? { ...packed, _sd: digests.sort() } : packed, read };
};

export const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

export const jwtOf = (header: object, payload: object, key: KeyObject): string => {
  const input = `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(payload))}`;
  return `${input}.${base64url(sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }))}`;
};

export interface Keys {
  readonly issuer: ReturnType<typeof pair>;
  readonly holder: ReturnType<typeof pair>;
}
export const NONCE = '1234567890';
export const VERIFIER = 'https://verifier.example';

/** The binding JWT over what is presented, which ends in a tilde. */
export const bind = (presented: string, { holder }: Keys, now: number, change: object = {}, typ = 'kb+jwt'): string =>
  jwtOf(
    { alg: 'ES256', typ },
    { iat: Math.floor(now / 1000), aud: VERIFIER, nonce: NONCE, sd_hash: digestOf(presented), ...change },
    holder.privateKey,
  );

export interface Presented {
  readonly text: string;
  readonly read: Record<string, unknown>;
}

/** What the holder of the case presents, and what of it must be read. */
export const present = (one: Case, keys: Keys, now: number): Presented => {
  const kept: string[] = [];
  const { packed, read } = pack(one.claims, one.wanted, true, kept, one.decoys) as Record<
    'packed' | 'read',
    Record<string, unknown>
  >;
  const cnf = one.bound ? { cnf: { jwk: keys.holder.publicKey.export({ format: 'jwk' }) } } : {};
  const plain = { iss: 'https://issuer.example', ...cnf };
  const jwt = jwtOf(
    { alg: 'ES256', typ: 'example+sd-jwt' },
    { ...plain, ...packed, _sd_alg: 'sha-256' },
    keys.issuer.privateKey,
  );
  const presented = `${[jwt, ...kept].join('~')}~`;
  const binding = one.bound ? bind(presented, keys, now) : '';
  const answer = { ...plain, ...read };
  if (one.form === 'compact') return { text: `${presented}${binding}`, read: answer };
  const [head = '', payload = '', signature = ''] = jwt.split('.');
  const header = { disclosures: kept, ...(one.bound ? { kb_jwt: binding } : {}) };
  return { text: JSON.stringify({ payload, protected: head, signature, header }), read: answer };
};
