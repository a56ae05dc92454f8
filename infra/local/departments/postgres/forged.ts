/** Answers that no PostgreSQL would give: its own, with messages altered, added or broken. `planted` must turn up nowhere. */
import { errorSaying, type Frame, int16, int32, message, noticeSaying } from './wire.ts';

export const PLANTED_ROW = 'SECRET-jdbc:bdc/prod?password=hunter2';

interface Forgery {
  readonly bytes: Buffer;
  /** Sent again and again behind it. */
  readonly endless?: Buffer;
  /** Sent when nobody asks any more. */
  readonly later?: Buffer;
}
type Forge = (frames: readonly Frame[]) => Forgery;

const joined = (frames: readonly Frame[], change: (frame: Frame) => Buffer = ({ bytes }) => bytes): Buffer =>
  Buffer.concat(frames.map(change));
const rows =
  (change: (cells: (Buffer | null)[]) => Buffer): Forge =>
  (frames) => ({ bytes: joined(frames, (frame) => (frame.type === 'D' ? change(cellsOf(frame.bytes)) : frame.bytes)) });
/** Up to the first row, then something else. */
const instead =
  (bytes: Buffer, endless?: Buffer): Forge =>
  (frames) => {
    const before = frames.slice(
      0,
      frames.findIndex(({ type }) => type === 'D'),
    );
    return { bytes: Buffer.concat([joined(before), bytes]), ...(endless ? { endless } : {}) };
  };

const cellsOf = (row: Buffer): (Buffer | null)[] => {
  const cells: (Buffer | null)[] = [];
  for (let at = 7; at < row.length; ) {
    const length = row.readInt32BE(at);
    cells.push(length < 0 ? null : row.subarray(at + 4, at + 4 + length));
    at += 4 + Math.max(0, length);
  }
  return cells;
};
const rowOf = (cells: readonly (Buffer | null)[], count = cells.length): Buffer =>
  message('D', int16(count), ...cells.flatMap((cell) => (cell ? [int32(cell.length), cell] : [int32(-1)])));

/** RowDescription is read as a list of names, each with 18 bytes of types. */
const columnsOf = (description: Buffer): Buffer[] => {
  const columns: Buffer[] = [];
  for (let at = 7; at < description.length; ) {
    const end = description.indexOf(0, at) + 1 + 18;
    columns.push(description.subarray(at, end));
    at = end;
  }
  return columns;
};
const descriptionOf = (columns: readonly Buffer[]): Buffer => message('T', int16(columns.length), ...columns);
const columns =
  (describe: (columns: Buffer[]) => Buffer[], row: (cells: (Buffer | null)[]) => (Buffer | null)[]): Forge =>
  (frames) => ({
    bytes: joined(frames, ({ type, bytes }) => {
      if (type === 'T') return descriptionOf(describe(columnsOf(bytes)));
      return type === 'D' ? rowOf(row(cellsOf(bytes))) : bytes;
    }),
  });
/** Every Chinese text with these inside. */
const spliced = (bytes: Buffer): Forge =>
  rows((cells) =>
    rowOf(
      cells.map((cell) =>
        cell?.some((byte) => byte > 0x7f) ? Buffer.concat([cell.subarray(0, 3), bytes, cell.subarray(3)]) : cell,
      ),
    ),
  );
const named = (name: string): Buffer => Buffer.concat([Buffer.from(`${name}\0`), Buffer.alloc(18)]);
const planted = Buffer.from(PLANTED_ROW);

const FORGERIES = {
  'not-postgres': instead(Buffer.from(`HTTP/1.1 400 Bad Request\r\nserver: ${PLANTED_ROW}\r\n\r\n`)),
  'server-error': instead(errorSaying('XX000', PLANTED_ROW)),
  'unknown-message': instead(message('?', planted)),
  'nul-in-cells': spliced(Buffer.from([0])),
  'broken-utf8': spliced(Buffer.from([0xff, 0xc0, 0xaf])),
  'column-missing': columns(
    (all) => all.slice(0, -1),
    (cells) => cells.slice(0, -1),
  ),
  'column-added': columns(
    (all) => [...all, named('jkzk')],
    (cells) => [...cells, planted],
  ),
  'columns-swapped': columns(
    (all) => all.toReversed(),
    (cells) => cells,
  ),
  'more-cells-than-columns': rows((cells) => rowOf([...cells, planted, planted])),
  'cells-that-are-not-there': rows((cells) => rowOf(cells, 300)),
  'cell-beyond-its-row': rows((cells) => message('D', int16(cells.length), int32(1_000_000), planted)),
  'message-that-never-ends': instead(
    Buffer.concat([Buffer.from('D'), int32(2_000_000_000), int16(1), int32(1_999_000_000)]),
    Buffer.alloc(65_536, 0x78),
  ),
  'message-without-length': instead(Buffer.concat([Buffer.from('D'), int32(0), Buffer.from('D'), int32(-5)])),
  'notice-flood': instead(Buffer.of(), Buffer.concat(Array.from({ length: 200 }, () => noticeSaying(PLANTED_ROW)))),
  'copy-instead': instead(message('G', Buffer.from([0]), int16(0))),
  'two-answers': (frames) => ({ bytes: Buffer.concat([joined(frames), joined(frames)]) }),
  'second-answer': (frames) => ({ bytes: joined(frames), later: joined(frames) }),
} as const satisfies Record<string, Forge>;

export type ForgedAnswer = keyof typeof FORGERIES;
export const FORGED_ANSWERS = Object.keys(FORGERIES) as readonly ForgedAnswer[];
export const isForged = (mode: string): mode is ForgedAnswer => Object.hasOwn(FORGERIES, mode);
/** Of an answer that holds a row. */
export const forged = (mode: ForgedAnswer, frames: readonly Frame[]): Forgery => FORGERIES[mode](frames);

/** Before anything is asked. */
const GREETINGS = {
  'greets-in-http': Buffer.from(`HTTP/1.1 200 OK\r\nserver: ${PLANTED_ROW}\r\n\r\n`),
  'login-refused': errorSaying('28P01', `password authentication failed: ${PLANTED_ROW}`),
  'unknown-login': message('R', int32(99), planted),
  'too-many-connections': errorSaying('53300', PLANTED_ROW),
} as const;
export type Greeting = keyof typeof GREETINGS;
export const GREETING_FAULTS = Object.keys(GREETINGS) as readonly Greeting[];
export const greeting = (mode: string | undefined): Buffer | undefined =>
  mode !== undefined && Object.hasOwn(GREETINGS, mode) ? GREETINGS[mode as Greeting] : undefined;
