import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundles } from '#city/bundles/index.ts';
import { fulfils, situate, switchedOn } from '#functions/matters/situation.ts';
import { Condition, Questions } from '#schemas/situation.ts';
import { answersTo } from './answers.ts';
import { template } from './catalogue.ts';

const questions = Questions.parse([
  ...template('catering').situations,
  {
    id: 'sign-lit',
    kind: 'yes-no',
    text: { zh: '店招是否亮化', en: 'Is it lit' },
    when: { question: 'sign', is: true },
  },
  ...template('catering', 2).situations.filter(({ id }) => id === 'sold'),
]);
const on = (answers: Parameters<typeof situate>[1]) =>
  switchedOn(template('catering').matters, answers).map(({ matter }) => matter);

describe('情形引导', () => {
  it('asks in order, and what depends on an answer only when it is given', () => {
    expect(situate(questions, {}).open.map(({ id }) => id)).not.toContain('sign-lit');
    expect(situate(questions, { sign: true }).open.map(({ id }) => id)).toContain('sign-lit');
  });

  it('names what is wrong with an answer, and counts it for nothing', () => {
    const { errors, answers } = situate(questions, {
      'legal-form': 'partnership',
      area: 1_000_000,
      sewer: 'yes',
      'sign-lit': true,
      sold: ['none', 'none'],
      weather: true,
    });
    expect(errors).toEqual([
      { question: 'legal-form', rule: 'answer-option' },
      { question: 'area', rule: 'answer-number' },
      { question: 'sewer', rule: 'answer-yes-or-no' },
      { question: 'sign-lit', rule: 'question-not-asked' },
      { question: 'sold', rule: 'answer-options' },
      { question: 'weather', rule: 'question-unknown' },
    ]);
    expect(answers).toEqual({});
  });

  it('switches matters by what is answered', () => {
    expect(on({ ...template('catering').typical, sewer: false })).not.toContain('drainage-permit');
    expect(on({ 'legal-form': 'sole-trader', area: 68 })).toEqual(['sole-trader-setup', 'food-licence', 'fire-check']);
  });

  it('lets no question depend on a later one, and no name stand twice', () => {
    const turned = Questions.safeParse([...questions].reverse());
    expect(turned.error?.issues.map(({ message }) => message)).toContain('question-before-its-condition');
    expect(Questions.safeParse([...questions, questions[0]]).error?.issues[0]?.message).toBe('question-twice');
  });
});

const condition = fc.letrec<{ any: Condition }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.record({ question: fc.constantFrom('a', 'b'), is: fc.boolean() }),
    fc.record({ question: fc.constantFrom('a', 'b'), atLeast: fc.nat(5) }),
    fc.record({ all: fc.array(tie('any'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('any'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('any') }),
  ),
})).any;
const few = fc.dictionary(fc.constantFrom('a', 'b'), fc.oneof(fc.boolean(), fc.nat(6)));

describe('conditions', () => {
  it('are read by the schema, and are logic', () => {
    fc.assert(
      fc.property(condition, condition, few, (one, other, answers) => {
        expect(Condition.safeParse(one).success).toBe(true);
        const [a, b] = [fulfils(one, answers), fulfils(other, answers)];
        expect(fulfils({ not: one }, answers)).toBe(!a);
        expect(fulfils({ all: [one, other] }, answers)).toBe(a && b);
        expect(fulfils({ not: { any: [{ not: one }, { not: other }] } }, answers)).toBe(a && b);
      }),
    );
  });
});

describe.each(bundles.map((one) => [`${one.id}@${one.version}`, one] as const))('%s', (_, bundle) => {
  it('takes valid answers whatever came first, and asks until nothing is open', () => {
    fc.assert(
      fc.property(answersTo(bundle.situations), (given) => {
        const first = situate(bundle.situations, given);
        expect(first.errors.every(({ rule }) => rule === 'question-not-asked')).toBe(true);
        // Asked again with what counted: the same answers, nothing wrong.
        const again = situate(bundle.situations, first.answers);
        expect([again.answers, again.errors, again.open]).toEqual([first.answers, [], first.open]);
        const reversed = Object.fromEntries(Object.entries(given).reverse());
        expect(situate(bundle.situations, reversed)).toEqual(first);
        expect(switchedOn(bundle.matters, again.answers)).toEqual(switchedOn(bundle.matters, first.answers));
      }),
    );
  });
});
