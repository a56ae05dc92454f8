/** What a department that answers by hand owes the exchange: questions that can be entered, and entries that the hub takes only as its schemas have them. */
import { describe, expect, test } from 'vitest';
import { resources } from '#city/resources/index.ts';
import { checkAnswer, subjectOf } from '#functions/exchange/answer.ts';
import type { AskedOf } from '#schemas/asked.ts';
import { MANUAL, type Resource } from '#schemas/resource.ts';

interface ByHand {
  readonly question: unknown;
  /** As an officer enters it. */
  readonly answer: Readonly<Record<string, unknown>>;
  /** The same about somebody else. */
  readonly another: unknown;
}

export interface ManualContract {
  readonly department: string;
  readonly asked: AskedOf;
  readonly entries: Readonly<Record<string, ByHand>>;
}

export const keepsManualContract = ({ department, asked, entries }: ManualContract): void => {
  describe(`${department} keeps its contract`, () => {
    test('each resource that it answers by hand is asked later and has its sample', () => {
      const byHand = resources.filter((one) => one.department === department && one.protocol === MANUAL);
      const names = byHand.map(({ id }) => id.slice(department.length + 1));
      expect(names.toSorted()).toEqual(Object.keys(entries).toSorted());
      expect(byHand.map(({ id, asked: when }, i) => [id, when, asked[names[i] ?? '']?.kind])).toEqual(
        byHand.map(({ id }) => [id, 'later', 'later']),
      );
    });

    test.each(Object.entries(entries))(
      '%s is taken as its schema says, about its subject, and not without a member',
      (name, of) => {
        const { request, answer } = asked[name] as NonNullable<(typeof asked)[string]>;
        const declared = resources.find(({ id }) => id === `${department}/${name}`) as Resource;
        const subject = subjectOf(declared, request.parse(of.question));
        const entered = (said: unknown) => checkAnswer(declared, answer, said, subject);
        expect(entered(of.answer)).toEqual(of.answer);
        expect(entered(null)).toBeNull();
        expect(() => entered(of.another)).toThrow('department-wrong-subject');
        for (const member of Object.keys(of.answer)) {
          const { [member]: _gone, ...rest } = of.answer;
          expect(() => entered(rest), member).toThrow('department-answer-invalid');
        }
      },
    );
  });
};
