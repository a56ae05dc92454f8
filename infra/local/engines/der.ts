/** ECDSA signatures: DER, as KMS gives them, and r and s side by side (IEEE P1363). */

const integer = (bytes: Uint8Array): Buffer => {
  const start = bytes.findIndex((byte) => byte !== 0);
  const value = Buffer.from(bytes.subarray(start < 0 ? bytes.length - 1 : start));
  // A leading bit would make the number negative.
  const positive = (value[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.of(0), value]) : value;
  return Buffer.concat([Buffer.of(2, positive.length), positive]);
};

export const toDer = (signature: Uint8Array): Buffer => {
  const half = signature.length / 2;
  const body = Buffer.concat([integer(signature.subarray(0, half)), integer(signature.subarray(half))]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
};

/** Undefined when the bytes are no DER signature over a 32-byte curve. */
export const fromDer = (der: Uint8Array): Buffer | undefined => {
  const [tag, length, tagR, lengthR = 0] = der;
  const [tagS, lengthS = 0] = der.subarray(4 + lengthR);
  if (tag !== 0x30 || tagR !== 2 || tagS !== 2 || length !== der.length - 2 || length !== lengthR + lengthS + 4)
    return undefined;
  const parts = [der.subarray(4, 4 + lengthR), der.subarray(6 + lengthR)].map((part) =>
    Buffer.from(part)
      .toString('hex')
      .replace(/^(00)+/, ''),
  );
  if (parts.some((part) => part.length > 64)) return undefined;
  return Buffer.from(parts.map((part) => part.padStart(64, '0')).join(''), 'hex');
};
