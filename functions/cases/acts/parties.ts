/** 新增当事人: a case learns of a party that its own decision has brought into being, or of one of the family whom a register has named; nobody else joins it after the draft. */
import { problem } from '#functions/kernel/problem.ts';
import { type Act, asSent } from '../act.ts';
import { joinsFamily } from '../family.ts';
import { assertGrounded } from '../parties.ts';
import { taskFor } from '../tasks.ts';

const wrong = (field: string, rule: string) => problem('unprocessable', { errors: [{ field, rule }] });

/** As many as a case may be opened with. */
const MOST = 40;

export const addParty: Act<'add-party'> = {
  name: 'add-party',
  move: 'add-party',
  decide: (found, body, { matters }) => {
    taskFor(found, body.task, joinsFamily(matters, found, body.task, body.party) ? 'begin' : 'record-result');
    const { id, code } = body.party;
    assertGrounded({ joins: body.party });
    if (found.parties.some((one) => one.id === id || one.code === code)) throw wrong('/party', 'party-twice');
    if (found.parties.length >= MOST) throw wrong('/party', 'too-many-parties');
    return asSent<'add-party'>(found, body);
  },
  apply: (found, { party }) => ({ ...found, parties: [...found.parties, party] }),
};
