/** Lines of the matrix whose behaviour is an order to the stand-in, in the fewest words. */
import type { Row } from './protocol.ts';

/** `M`: the modes that the stand-in knows. `by`: as in Row. */
export const rowsOf = <M extends string>() => {
  const row = (behaviour: string, mode: M, told: Row['told'], by?: string): Row => ({
    behaviour,
    how: { mode },
    told,
    ...(by === undefined ? {} : { by }),
  });
  return {
    row,
    invalid: (behaviour: string, mode: M, by: string): Row => row(behaviour, mode, 'department-answer-invalid', by),
    failed: (behaviour: string, mode: M, by?: string): Row => row(behaviour, mode, 'department-error', by),
    late: (behaviour: string, mode: M): Row => row(behaviour, mode, 'department-timeout', 'deadline'),
  };
};
