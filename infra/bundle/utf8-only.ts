/** What mysql2 asks of iconv-lite, for a connection that speaks utf8mb4 only. */
const utf8 = (encoding: string): void => {
  if (!/^(utf-?8|cesu-?8|ascii|latin1|binary)$/i.test(encoding)) throw new Error('charset is not bundled');
};

export const encodingExists = (): boolean => true;
export const decode = (bytes: Uint8Array, encoding: string): string => {
  utf8(encoding);
  return Buffer.from(bytes).toString('utf8');
};
export const encode = (text: string, encoding: string): Buffer => {
  utf8(encoding);
  return Buffer.from(text, 'utf8');
};
export const getDecoder = (encoding: string) => {
  utf8(encoding);
  const decoder = new TextDecoder();
  return { write: (bytes: Uint8Array) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
};
