/** Plays the rows of one protocol: the department misbehaves, the function is asked, the department behaves, the function is asked again. */
import { teardown } from '../teardown.ts';
import type { Asked } from './asked.ts';
import type { Ground } from './ground.ts';
import { faults, ruleOf, toldBy } from './judge.ts';
import type { Outcome } from './measured.ts';
import type { Row } from './protocol.ts';
import { openStage, type Play, type Way } from './stage.ts';

export interface Result {
  readonly behaviour: string;
  readonly protocol: string;
  readonly told: string;
  readonly rule: string;
  readonly ms: number;
  readonly grownMb: number;
  /** Nothing: contained. */
  readonly faults: readonly string[];
}

/** A machine that does other things too may stall for a moment. */
const TRIES = 3;
/** After these nothing can be said of the next row in the same process. */
const SPOILS = ['never told', 'memory', 'next question'];

/** What an honest department is answered with. Both sides have just started, so the first may come too late. */
const warm = async (asked: Asked, name: string): Promise<unknown> => {
  let last: Outcome | undefined;
  for (let tries = 0; tries < 5; tries += 1) {
    last = await asked.ask();
    if (last?.status === 200) return last.body.answer;
  }
  throw new Error(
    `${name}: an honest department is not answered for: ${last && `${toldBy(last)} ${ruleOf(last.log)}`}`,
  );
};

/** `tell` hears of each row when it is over. Throws when not even the honest department is answered for. */
export const play = async (
  given: Play,
  ground: Ground,
  deadlineMs: number,
  tell: (result: Result) => void = () => undefined,
): Promise<Result[]> => {
  const { protocol, rows = protocol.rows } = given;
  const down = teardown();
  const open = new Map<Way, { asked: Asked; honest: unknown; restMb: number }>();
  try {
    const stage = await openStage({ ...given, rows }, ground, deadlineMs, down);
    const fresh = async (way: Way) => {
      await open.get(way)?.asked.stop();
      const asked = await down.after(stage.asked(way), (it) => it.stop());
      const opened = { asked, honest: await warm(asked, protocol.name), restMb: await asked.rest() };
      open.set(way, opened);
      return opened;
    };
    const once = async (row: Row): Promise<Result> => {
      const way = 'certificate' in row.how ? 'secured' : 'plain';
      const { asked, honest, restMb } = open.get(way) ?? (await fresh(way));
      if (row.first) {
        await stage.misbehave({ mode: row.first });
        await asked.ask();
      }
      await asked.rest();
      await stage.misbehave(row.how);
      const outcome = await asked.ask();
      await stage.behave(row.how);
      const next = outcome && (await asked.ask());
      // Against the memory of the beginning, so that nothing hides in what earlier rows have left.
      const grownMb = Math.max(0, (outcome?.peakMb ?? 0) - restMb);
      const bounds = { deadlineMs, planted: protocol.planted };
      const found = faults({ row, outcome, next, honest, grownMb }, bounds);
      if (found.some((fault) => SPOILS.includes(fault))) await fresh(way);
      return {
        behaviour: row.behaviour,
        protocol: protocol.name,
        told: outcome ? toldBy(outcome) : 'nothing',
        rule: outcome ? ruleOf(outcome.log) : '',
        ms: Math.round(outcome?.ms ?? 0),
        grownMb: Math.round(grownMb * 10) / 10,
        faults: found,
      };
    };
    const results: Result[] = [];
    for (const row of rows) {
      let result = await once(row);
      const stalled = (): boolean => result.faults.length > 0 && result.faults.every((fault) => fault === 'late');
      for (let tries = 1; tries < TRIES && stalled(); tries += 1) result = await once(row);
      tell(result);
      results.push(result);
    }
    return results;
  } finally {
    await down.run();
  }
};
