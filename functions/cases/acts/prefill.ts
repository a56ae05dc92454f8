/** 免填单: confirmed by the applicant; where he disagrees his own proof counts, and the data is for its owner to look at. ZJ-2018 art. 7. */
import { problem } from '#functions/kernel/problem.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import { type Act, asSent } from '../act.ts';
import { givenBy, giverOf, wantedFields } from '../earlier.ts';
import { knownFields, unknownField } from '../form-fields.ts';
import { isHeldAs } from '../holds.ts';
import { withCome } from '../notice-items.ts';
import { proven } from '../offer.ts';
import { offers } from '../prefill.ts';
import { reckonedFrom } from '../recorded.ts';
import type { Case } from '../state.ts';
import { matterOf } from '../template.ts';

/** What an accepted case holds against others, and what its taxes were reckoned from, is not changed beneath it. */
const settledOtherwise = (
  matters: IndexedMatters,
  found: Case,
  field: string,
  value: string | number | boolean,
): string | undefined => {
  if (!isHeldAs(found, field, value)) return 'held-otherwise';
  const levied = found.tasks.some(
    (task) => task.levied && reckonedFrom(matterOf(matters, task.matter, task.version)).includes(field),
  );
  return levied && found.form[field] !== value ? 'levied-otherwise' : undefined;
};

const READ_FIRST =
  '沿用前次所填须连同预填（GET …/prefill）给出的值、办件、日期和凭证一并确认 what an earlier case says is confirmed with value, case, day and proof as GET …/prefill gave them: offered';
const PROOF_RULES = ['proof-missing', 'proof-invalid', 'proof-expired', 'not-offered-now'];

/** Beside the errors, where one of them is a field that no form has, or an offer that must be asked for anew. */
const whatToDo = (errors: readonly { readonly rule: string }[], known: readonly string[]): { detail?: string } => {
  if (errors.some(({ rule }) => rule === 'field-unknown')) return { detail: knownFields(known) };
  return errors.some(({ rule }) => PROOF_RULES.includes(rule)) ? { detail: READ_FIRST } : {};
};

export const confirmPrefill: Act<'confirm-prefill'> = {
  name: 'confirm-prefill',
  move: 'confirm-prefill',
  decide: (found, { fields, typed = {}, offered: recalled = {} }, { matters, keys, now, actor }) => {
    const offered = new Map(offers(matters, found).map((one) => [one.field.id, one.offered]));
    const offering = { matters, keys, now, found, department: actor.department };
    const { earlier, errors: unproven } = proven(offering, recalled, actor.onBehalf);
    const lasting = wantedFields(matters, found);
    const errors = [
      ...unproven,
      ...fields.flatMap((field, i) => {
        const one = offered.get(field);
        if ((one && !one.disputed) || recalled[field]) return [];
        const nothing = lasting.includes(field) ? 'proof-missing' : 'nothing-offered';
        return [{ field: `/fields/${i}`, rule: one ? 'disputed' : nothing }];
      }),
      ...Object.keys(typed).flatMap((field) => {
        const one = offered.get(field);
        if (offered.has(field) && (!one || one.disputed)) return [];
        // 能通过共享取得的，不得要求申请人再填: Decree 716 art. 7.
        return [one ? { field: `/typed/${field}`, rule: 'is-offered' } : unknownField('/typed', field)];
      }),
    ].slice(0, 60);
    if (errors.length > 0) throw problem('unprocessable', { ...whatToDo(errors, [...offered.keys()]), errors });
    const taken = fields.flatMap((field) => {
      const one = offered.get(field);
      return one ? [[field, one] as const] : [];
    });
    const values = Object.fromEntries([...taken, ...earlier].map(([field, { value }]) => [field, value]));
    const settled = Object.entries({ ...values, ...typed }).flatMap(([field, value]) => {
      const rule = settledOtherwise(matters, found, field, value);
      return rule ? [{ field: `/form/${field}`, rule }] : [];
    });
    if (settled.length > 0) throw problem('unprocessable', { errors: settled.slice(0, 60) });
    return {
      fields,
      ...(Object.keys(typed).length > 0 ? { typed } : {}),
      values,
      sources: Object.fromEntries(taken.map(([field, { fact }]) => [field, fact.exchange])),
      earlier: Object.fromEntries([...earlier].map(([field, one]) => [field, { case: one.case, day: one.day }])),
    };
  },
  apply: (found, { values, typed = {}, sources, earlier = {} }, { at, by }) => {
    const said = Object.keys({ ...values, ...typed });
    const recalled = Object.entries(found.recalled).filter(([field]) => !said.includes(field));
    const next = {
      ...found,
      form: { ...found.form, ...values, ...typed },
      confirmed: { ...found.confirmed, ...sources },
      recalled: { ...Object.fromEntries(recalled), ...earlier },
      gave: givenBy(found.gave, said, giverOf(found.parties, by)),
    };
    return withCome(next, said, at);
  },
};

/** Fields that say what is disputed now; what the case holds against others stands. */
const takenFrom = (
  matters: IndexedMatters,
  found: Case,
  { fact, fields }: { readonly fact: string; readonly fields: readonly string[] },
): string[] =>
  offers(matters, found).flatMap(({ field: { id, from } }) =>
    from &&
    fields.includes(from.pointer) &&
    found.confirmed[id] === fact &&
    settledOtherwise(matters, found, id, '') === undefined
      ? [id]
      : [],
  );

export const disputeFact: Act<'dispute-fact'> = {
  name: 'dispute-fact',
  move: 'confirm-prefill',
  decide: (found, body, { matters }) => {
    const fact = found.facts.find(({ exchange }) => exchange === body.fact);
    if (!fact?.found) throw problem('not-found', { detail: '本办件无此数据 nothing of it travelled for the case' });
    const foreign = body.fields.flatMap((field, i) =>
      fact.fields.includes(field) ? [] : [{ field: `/fields/${i}`, rule: 'not-in-the-answer' }],
    );
    if (foreign.length > 0) throw problem('unprocessable', { errors: foreign.slice(0, 60) });
    if (!found.handedIn[body.material])
      throw problem('unprocessable', { errors: [{ field: '/material', rule: 'material-missing' }] });
    const cleared = takenFrom(matters, found, body);
    return { ...asSent<'dispute-fact'>(found, body), ...(cleared.length > 0 ? { cleared } : {}) };
  },
  apply: (found, { fact, fields, material, doubt, cleared = [] }) => ({
    ...found,
    form: Object.fromEntries(Object.entries(found.form).filter(([field]) => !cleared.includes(field))),
    facts: found.facts.map((one) =>
      one.exchange === fact
        ? { ...one, disputed: { fields, material, ...(doubt === undefined ? {} : { doubt }) } }
        : one,
    ),
    // What was confirmed from it is to be said anew.
    confirmed: Object.fromEntries(Object.entries(found.confirmed).filter(([, exchange]) => exchange !== fact)),
  }),
};
