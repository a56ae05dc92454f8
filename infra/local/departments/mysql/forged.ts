/** Answers that no MySQL would give: its own, with packets altered or broken. `PLANTED` must turn up nowhere. */
const PLANTED = Buffer.from('PLANTED-jdbc:front/prod?password=hunter2');

/** Payloads, without their four bytes of length and number. */
const packetsOf = (answer: Buffer): Buffer[] => {
  const packets: Buffer[] = [];
  for (let at = 0; at + 4 <= answer.length; ) {
    const length = answer.readUIntLE(at, 3);
    packets.push(answer.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return packets;
};
const sent = (packets: readonly Buffer[]): Buffer =>
  Buffer.concat(
    packets.flatMap((payload, i) => {
      const head = Buffer.alloc(4);
      head.writeUIntLE(payload.length, 0, 3);
      head[3] = (i + 1) & 255;
      return [head, payload];
    }),
  );

/** Number of columns, a packet for each, an end, the rows, an end. */
const rowsFrom = (packets: readonly Buffer[]): number => (packets[0]?.[0] ?? 0) + 2;
const rows =
  (change: (row: Buffer) => Buffer) =>
  (answer: Buffer): Buffer => {
    const packets = packetsOf(answer);
    const first = rowsFrom(packets);
    return sent(packets.map((payload, i) => (i < first || i === packets.length - 1 ? payload : change(payload))));
  };
const text = (bytes: Buffer): Buffer => Buffer.concat([Buffer.of(bytes.length), bytes]);
/** Cells shorter than 251 bytes have one byte of length; 0xfb is NULL. */
const cells = (row: Buffer): (Buffer | null)[] => {
  const found: (Buffer | null)[] = [];
  for (let at = 0; at < row.length; ) {
    const length = row[at] ?? 0;
    found.push(length === 0xfb ? null : row.subarray(at + 1, at + 1 + length));
    at += 1 + (length === 0xfb ? 0 : length);
  }
  return found;
};
const spliced = (bytes: Buffer) =>
  rows((row) =>
    Buffer.concat(
      cells(row).map((cell) => {
        if (!cell) return Buffer.of(0xfb);
        return text(
          cell.some((byte) => byte > 0x7f) ? Buffer.concat([cell.subarray(0, 3), bytes, cell.subarray(3)]) : cell,
        );
      }),
    ),
  );
const error = Buffer.concat([Buffer.from([0xff, 0x51, 0x04]), Buffer.from('#HY000'), PLANTED]);

const FORGERIES: Readonly<Record<string, (answer: Buffer) => Buffer>> = {
  'server-error': () => sent([error]),
  'nul-in-cells': spliced(Buffer.of(0)),
  'broken-utf8': spliced(Buffer.from([0xff, 0xc0, 0xaf])),
  'cells-that-are-not-there': rows((row) => row.subarray(0, 3)),
  'cell-beyond-its-row': rows(() => Buffer.concat([Buffer.from([0xfe, 0, 0, 0, 0x40, 0, 0, 0, 0]), PLANTED])),
  'more-cells-than-columns': rows((row) => Buffer.concat([row, text(PLANTED)])),
  'thousand-columns': (answer) => sent([Buffer.from([0xfc, 0xe8, 0x03]), ...packetsOf(answer).slice(1)]),
  'empty-packets': () => sent([Buffer.of(), Buffer.of(), Buffer.of()]),
  'broken-columns': (answer) =>
    sent(packetsOf(answer).map((payload, i) => (i === 1 ? Buffer.concat([Buffer.of(0xfd), PLANTED]) : payload))),
  'two-answers': (answer) => Buffer.concat([answer, answer]),
};

export const MYSQL_FORGERIES = Object.keys(FORGERIES);
/** Undefined: not one of these. */
export const forgedAnswer = (mode: string, answer: Buffer): Buffer | undefined => FORGERIES[mode]?.(answer);
