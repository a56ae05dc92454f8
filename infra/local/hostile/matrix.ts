/** The matrix as text. */
import type { Result } from './play.ts';

const cell = (text: string, width: number): string =>
  (text.length > width ? `${text.slice(0, width - 1)}…` : text).padEnd(width);
const number = (value: number, width: number, digits = 0): string => value.toFixed(digits).padStart(width);

/** One behaviour over one protocol. */
export const line = ({ behaviour, protocol, told, rule, ms, grownMb, faults }: Result): string =>
  [
    cell(behaviour, 44),
    cell(protocol, 20),
    number(ms, 6),
    number(grownMb, 7, 1),
    ' ',
    cell(faults.length === 0 ? 'contained' : 'NOT CONTAINED', 14),
    cell(told, 27),
    faults.length === 0 ? rule : faults.join('; '),
  ]
    .join(' ')
    .trimEnd();

export interface Summary {
  /** Named behaviours, each over every protocol that it was played over. */
  readonly behaviours: number;
  readonly contained: number;
  readonly text: string;
}

export const summary = (results: readonly Result[], deadlineMs: number): Summary => {
  const byBehaviour = Map.groupBy(results, ({ behaviour }) => behaviour);
  const whole = [...byBehaviour.values()].filter((all) => all.every(({ faults }) => faults.length === 0));
  const good = results.filter(({ faults }) => faults.length === 0).length;
  const [slowest, heaviest] = [
    Math.max(0, ...results.map(({ ms }) => ms)),
    Math.max(0, ...results.map(({ grownMb }) => grownMb)),
  ];
  const [behaviours, contained] = [byBehaviour.size, whole.length];
  return {
    behaviours,
    contained,
    text: [
      '',
      `${contained}/${behaviours} contained: ${good} of ${results.length} rows, deadline ${deadlineMs} ms`,
      `slowest ${slowest} ms, most memory +${heaviest.toFixed(1)} MB`,
    ].join('\n'),
  };
};
