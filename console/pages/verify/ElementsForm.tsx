/** What the party says of the certificate: its type, whose it is, its number, and whatever else is to be compared. */
import { SafetyCertificateOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { ask } from '../../api.ts';
import { rolesOf, type Ticket, typesOf } from '../../case/ticket.ts';
import type { Checks } from '../../checking/run.ts';
import { useDesk } from '../../desk.tsx';
import { useLanguage } from '../../language.ts';
import { Field } from '../../parts/Field.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { openCase } from '../../words/case.ts';
import { roles } from '../../words/certificate.ts';
import { elements as words } from '../../words/elements.ts';
import { find } from '../../words/find.ts';
import { askable, atLevel } from '../certificates/levels.ts';
import { FurtherElements } from './FurtherElements.tsx';
import { statedBy, type Typed } from './stated.ts';

export const ElementsForm = ({
  ticket,
  busy,
  onAsk,
}: {
  readonly ticket: Ticket;
  readonly busy: boolean;
  readonly onAsk: (asked: Checks) => void;
}) => {
  const { say } = useLanguage();
  const { types } = useDesk();
  const id = useId();
  const [known, allowed] = [rolesOf(ticket), typesOf(ticket)];
  const [typed, setTyped] = useState<Typed>({
    ...{ role: known[0] ?? 'applicant', type: allowed[0] ?? '' },
    ...{ holderCode: '', holder: '', number: '', further: [] },
  });
  const [wrong, setWrong] = useState(false);
  const [blank, setBlank] = useState(false);
  const set = (change: Partial<Typed>) => setTyped({ ...typed, ...change });
  const type = types.find((one) => one.id === typed.type);
  const fields = type ? atLevel(askable(type), 'fields') : [];
  if (allowed.length === 0) return <Notice kind="caution">{say(openCase.noTypes)}</Notice>;
  const submit = () => {
    const elements = statedBy(ticket, typed, fields);
    const [short, empty] = [elements.holderCode.length !== 18, typed.further.some(({ text }) => !text.trim())];
    setWrong(short);
    setBlank(empty);
    if (!short && !empty) onAsk(() => ask('POST /v1/certificates/verify', { body: { elements } }));
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="pair">
        <Field id={`${id}-type`} label={say(find.type)}>
          <Select
            id={`${id}-type`}
            style={{ width: '100%' }}
            value={typed.type}
            onChange={(chosen) => set({ type: chosen, further: [] })}
            options={allowed.map((value) => {
              const one = types.find((candidate) => candidate.id === value);
              return { value, label: one ? say(one.name) : value };
            })}
          />
        </Field>
        <Field id={`${id}-role`} label={say(find.role)}>
          <Select
            id={`${id}-role`}
            style={{ width: '100%' }}
            value={typed.role}
            onChange={(role) => set({ role })}
            options={known.map((value) => ({ value, label: say(roles[value] ?? { zh: value, en: value }) }))}
          />
        </Field>
      </div>
      <Field
        id={`${id}-code`}
        label={say(find.holder)}
        hint={say(find.holderHint)}
        wrong={wrong ? say(find.holderWrong) : undefined}
      >
        <Input
          id={`${id}-code`}
          className="mono"
          maxLength={24}
          autoComplete="off"
          spellCheck={false}
          value={typed.holderCode}
          status={wrong ? 'error' : ''}
          aria-invalid={wrong}
          aria-describedby={`${id}-code-hint`}
          onChange={(event) => set({ holderCode: event.target.value })}
        />
      </Field>
      <div className="pair">
        <Field id={`${id}-number`} label={say(words.number)}>
          <Input
            id={`${id}-number`}
            maxLength={120}
            autoComplete="off"
            value={typed.number}
            onChange={(event) => set({ number: event.target.value })}
          />
        </Field>
        <Field id={`${id}-holder`} label={say(words.holder)}>
          <Input
            id={`${id}-holder`}
            maxLength={120}
            autoComplete="off"
            value={typed.holder}
            onChange={(event) => set({ holder: event.target.value })}
          />
        </Field>
      </div>
      <FurtherElements
        fields={fields}
        further={typed.further}
        blank={blank}
        onFurther={(further) => set({ further })}
      />
      <div className="row">
        <Button type="primary" htmlType="submit" icon={<SafetyCertificateOutlined aria-hidden="true" />} loading={busy}>
          {say(words.check)}
        </Button>
        <span className="hint">{say(words.recorded)}</span>
      </div>
    </form>
  );
};
