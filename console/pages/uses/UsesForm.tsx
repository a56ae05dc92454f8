/** Who asks, on which ground, about whose data. */
import { SearchOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import type { IdentifiedBy, UsesGround } from '#schemas/uses.ts';
import { startOf, today } from '../../dates.ts';
import { useDesk } from '../../desk.tsx';
import { useLanguage } from '../../language.ts';
import { Field } from '../../parts/Field.tsx';
import { grounds, ways, uses as words } from '../../words/uses.ts';
import type { Question } from './useUses.ts';

type Kind = UsesGround['kind'];
const DAY_MS = 86_400_000;

interface Form {
  readonly kind: Kind;
  readonly by: IdentifiedBy;
  readonly legalBasis: string;
  readonly reference: string;
  readonly subject: string;
  readonly from: string;
  readonly until: string;
}

/** Both days are meant: it ends where the day after the last begins. */
const periodOf = ({ from, until }: Form): Pick<Question, 'from' | 'until'> => ({
  ...(from ? { from: startOf(from) } : {}),
  ...(until ? { until: new Date(Date.parse(startOf(until)) + DAY_MS).toISOString() } : {}),
});

const groundOf = ({ kind, by, legalBasis, reference }: Form): UsesGround => {
  if (kind === 'self') return { kind, by, reference };
  return kind === 'authority' ? { kind, legalBasis, reference } : { kind, reference };
};

export const UsesForm = ({ busy, onAsk }: { readonly busy: boolean; readonly onAsk: (question: Question) => void }) => {
  const { say } = useLanguage();
  const { me } = useDesk();
  const id = useId();
  const supervisor = me.officer?.roles.includes('supervisor') ?? false;
  const [form, setForm] = useState<Form>({
    kind: supervisor ? 'supervision' : 'self',
    by: 'id-card-at-window',
    legalBasis: '',
    reference: '',
    subject: '',
    from: '',
    until: '',
  });
  const [wrong, setWrong] = useState<'missing' | 'periodWrong' | undefined>();
  const set = (change: Partial<Form>) => setForm({ ...form, ...change });
  const submit = () => {
    const { kind, reference, subject, legalBasis, from, until } = form;
    const code = subject.replace(/\s/g, '').toUpperCase();
    const missing = code.length !== 18 || !reference.trim() || (kind === 'authority' && !legalBasis.trim());
    const problem = missing ? 'missing' : from && until && until < from ? 'periodWrong' : undefined;
    setWrong(problem);
    if (!problem)
      onAsk({ subject: code, ground: groundOf({ ...form, reference: reference.trim() }), ...periodOf(form) });
  };
  const blank = (text: string) => (wrong === 'missing' && !text.trim() ? 'error' : '');
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field id={`${id}-ground`} label={say(words.ground)}>
        <Select
          id={`${id}-ground`}
          style={{ width: '100%' }}
          value={form.kind}
          onChange={(kind) => set({ kind })}
          options={(['self', 'authority', 'supervision'] as const).map((value) => ({
            value,
            label: say(grounds[value]),
          }))}
        />
      </Field>
      {form.kind === 'self' && (
        <Field id={`${id}-by`} label={say(words.by)}>
          <Select
            id={`${id}-by`}
            style={{ width: '100%' }}
            value={form.by}
            onChange={(by) => set({ by })}
            options={Object.entries(ways).map(([value, label]) => ({
              value: value as IdentifiedBy,
              label: say(label),
            }))}
          />
        </Field>
      )}
      {form.kind === 'authority' && (
        <Field id={`${id}-law`} label={say(words.legalBasis)}>
          <Input
            id={`${id}-law`}
            maxLength={200}
            value={form.legalBasis}
            status={blank(form.legalBasis)}
            onChange={(event) => set({ legalBasis: event.target.value })}
          />
        </Field>
      )}
      <Field id={`${id}-reference`} label={say(words.reference)} hint={say(words.referenceHint)}>
        <Input
          id={`${id}-reference`}
          maxLength={60}
          autoComplete="off"
          value={form.reference}
          status={blank(form.reference)}
          aria-describedby={`${id}-reference-hint`}
          onChange={(event) => set({ reference: event.target.value })}
        />
      </Field>
      <Field id={`${id}-subject`} label={say(words.subject)} hint={say(words.subjectHint)}>
        <Input
          id={`${id}-subject`}
          className="mono"
          maxLength={24}
          autoComplete="off"
          spellCheck={false}
          value={form.subject}
          status={blank(form.subject)}
          aria-describedby={`${id}-subject-hint`}
          onChange={(event) => set({ subject: event.target.value })}
        />
      </Field>
      <fieldset className="pair">
        <legend className="label">{say(words.period)}</legend>
        {(['from', 'until'] as const).map((end) => (
          <label key={end} htmlFor={`${id}-${end}`}>
            <span className="hint">{say(words[end])}</span>
            <Input
              id={`${id}-${end}`}
              type="date"
              max={today(Date.now())}
              value={form[end]}
              onChange={(event) => set({ [end]: event.target.value })}
            />
          </label>
        ))}
      </fieldset>
      {wrong && (
        <p className="wrong" role="alert">
          {say(words[wrong])}
        </p>
      )}
      <Button type="primary" htmlType="submit" icon={<SearchOutlined aria-hidden="true" />} loading={busy} block>
        {say(words.submit)}
      </Button>
    </form>
  );
};
