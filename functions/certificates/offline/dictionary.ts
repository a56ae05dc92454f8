/** What the streams of a key are deflated against: words that statements share, and the certificate of a batch that says nothing. */
type Bytes = Uint8Array<ArrayBuffer>;

/** A key of the library, its public half (P-256). */
export interface LibraryKey {
  readonly keyId: string;
  readonly publicKey: { readonly x?: string; readonly y?: string };
}

/** The likeliest last. Never changed: codes that are printed name it. */
export const WORDS = [
  '统一社会信用代码公民身份号码名称法定代表人负责人经营范围有限责任公司个体工商户',
  '省市县区镇街道路号幢单元室发证机关人民政府管理局委员会',
  '"/premises":"","/form":"","/unitNumber":"","/location":"","/address":"","/creditCode":"91',
  '"/holders/0/code":"","/holders/0/name":"","/issuerName":"","/issuedOn":"202","/validFrom":"202","/validUntil":"20',
  '","typeName":"证书许可证","v":1}{"fields":{"/name":"","/number":"',
  '},"identifier":"1.2.156.3005.2.11100000',
].join('');

const joined = (...parts: Uint8Array[]): Bytes => Uint8Array.from(parts.flatMap((one) => [...one]));
const hex = (text: string): Bytes => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Tag, length, content (X.690), up to 65 535 bytes. */
const der = (tag: number, ...content: Uint8Array[]): Bytes => {
  const body = joined(...content);
  const { length } = body;
  const said = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return joined(Uint8Array.of(tag, ...said), body);
};

const ECDSA_SHA256 = hex('300a06082a8648ce3d040302');
const EC_P256 = hex('301306072a8648ce3d020106082a8648ce3d030107');
/** The private extension that holds the batch's Merkle tree. */
const BATCH = hex('0614698280a2b1dc90fda29eabacbdeaa1ac90a1d849');
const ATTRIBUTES = { C: '0603550406', O: '060355040a', CN: '0603550403', organization: '0603550461' } as const;

const attribute = (type: keyof typeof ATTRIBUTES, said: string): Bytes =>
  der(0x31, der(0x30, hex(ATTRIBUTES[type]), der(type === 'C' ? 0x13 : 0x0c, utf8(said))));
const name = (...parts: Uint8Array[]): Bytes => der(0x30, attribute('C', 'CN'), ...parts);
const extension = (id: string, ...value: Uint8Array[]): Bytes => der(0x30, hex(id), ...value);

const fromBase64url = (said = ''): Bytes =>
  Uint8Array.from(atob(said.replace(/-/g, '+').replace(/_/g, '/')), (one) => one.charCodeAt(0));

/** The dictionary of a key, byte for byte what the code was deflated against. */
export const dictionaryOf = async ({ keyId, publicKey }: LibraryKey): Promise<Bytes> => {
  const point = joined(Uint8Array.of(4), fromBase64url(publicKey.x), fromBase64url(publicKey.y));
  const identifier = new Uint8Array(await crypto.subtle.digest('SHA-256', point)).subarray(0, 20);
  const certificate = der(
    0x30,
    hex('a003020102'),
    der(0x02, Uint8Array.of(1), point.subarray(1, 17)),
    ECDSA_SHA256,
    name(attribute('O', '电子证照库'), attribute('CN', keyId)),
    der(0x30, der(0x17, utf8('700101000000Z')), der(0x18, utf8('99991231235959Z'))),
    name(attribute('O', ''), attribute('organization', ''), attribute('CN', '')),
    der(0x30, EC_P256, der(0x03, Uint8Array.of(0), point)),
    der(
      0xa3,
      der(
        0x30,
        extension('0603551d0f', hex('0101ff'), hex('0404030206c0')),
        extension('0603551d25', hex('040c300a06082b06010505070324')),
        extension('0603551d23', der(0x04, der(0x30, der(0x80, identifier)))),
        extension(
          '0603551d10',
          der(0x04, der(0x30, der(0x80, utf8('19700101000000Z')), der(0x81, utf8('19700101001000Z')))),
        ),
        der(0x30, BATCH, der(0x04, der(0x30, hex('020101'), der(0x04, new Uint8Array(32))))),
      ),
    ),
  );
  return joined(utf8(WORDS), certificate);
};
