/** First what is asked and for what, then the code: it holds for two minutes. */
import { Select } from 'antd';
import { useId, useState } from 'react';
import type { Level } from '#schemas/resource.ts';
import { typesOf } from '../../case/ticket.ts';
import { useDesk } from '../../desk.tsx';
import { useLanguage } from '../../language.ts';
import { Field } from '../../parts/Field.tsx';
import { openCase } from '../../words/case.ts';
import { roles } from '../../words/certificate.ts';
import { find, pull } from '../../words/find.ts';
import { shown as words } from '../../words/shown.ts';
import { FieldChoice } from '../certificates/FieldChoice.tsx';
import { LevelChoice } from '../certificates/LevelChoice.tsx';
import { askable, atFirst, whyNot } from '../certificates/levels.ts';
import { CodeField } from './CodeField.tsx';
import type { Wish } from './useShown.ts';

/** A copy is pulled in a case. */
const LEVELS = ['predicate', 'fields'] as const satisfies readonly Level[];

type Role = Wish['party']['role'];
const ROLES = Object.keys(roles) as Role[];

export const ShownForm = ({
  busy,
  onRead,
}: {
  readonly busy: boolean;
  readonly onRead: (code: string, wish: Wish) => void;
}) => {
  const { say } = useLanguage();
  const { types, ticket } = useDesk();
  const id = useId();
  const [typeId, setType] = useState(
    types.find((one) => one.id === (ticket && typesOf(ticket)[0]))?.id ?? types[0]?.id,
  );
  const type = types.find((one) => one.id === typeId);
  const [matter, setMatter] = useState(ticket?.matter ?? type?.permittedUse[0]?.matter ?? '');
  const [role, setRole] = useState<Role>(ticket?.parties[0]?.role ?? 'applicant');
  const [level, setLevel] = useState<Level>('predicate');
  const [fields, setFields] = useState(type ? atFirst(askable(type), level) : []);
  const [wrong, setWrong] = useState(false);
  if (!type) return null;
  const choose = (next: typeof type, at: Level) => {
    setType(next.id);
    setLevel(at);
    setFields(atFirst(askable(next), at));
    setWrong(false);
  };
  const chooseType = (chosen: string) => {
    const next = types.find((one) => one.id === chosen);
    if (!next) return;
    choose(next, 'predicate');
    if (!next.permittedUse.some((use) => use.matter === matter)) setMatter(next.permittedUse[0]?.matter ?? '');
  };
  const use = { matter, level: 'fields' as const };
  const submit = (code: string) => {
    setWrong(fields.length === 0);
    if (fields.length === 0 || (level !== 'predicate' && level !== 'fields')) return;
    onRead(code, { purpose: { kind: 'matter', matter }, party: { role }, level, fields: [...fields] });
  };
  return (
    <section className="card">
      <div className="card-head">
        <h2>{say(words.first)}</h2>
      </div>
      <div className="stack">
        <Field id={`${id}-type`} label={say(find.type)}>
          <Select
            id={`${id}-type`}
            style={{ width: '100%' }}
            virtual={false}
            showSearch={{ optionFilterProp: 'label' }}
            value={type.id}
            onChange={chooseType}
            options={types.map((one) => ({ value: one.id, label: say(one.name) }))}
          />
        </Field>
        <div className="pair">
          <Field id={`${id}-matter`} label={say(openCase.matter)}>
            <Select
              id={`${id}-matter`}
              style={{ width: '100%' }}
              virtual={false}
              value={matter}
              onChange={(chosen) => {
                setMatter(chosen);
                if (whyNot(level, type, { matter: chosen, level: 'fields' })) choose(type, 'predicate');
              }}
              options={type.permittedUse.map((one) => ({
                value: one.matter,
                label: one.name ? say(one.name) : one.matter,
              }))}
            />
          </Field>
          <Field id={`${id}-role`} label={say(find.role)}>
            <Select
              id={`${id}-role`}
              style={{ width: '100%' }}
              virtual={false}
              value={role}
              onChange={setRole}
              options={ROLES.map((value) => ({ value, label: say(roles[value]) }))}
            />
          </Field>
        </div>
        <LevelChoice type={type} ticket={use} among={LEVELS} level={level} onLevel={(next) => choose(type, next)} />
        <FieldChoice type={type} level={level} chosen={fields} onChosen={setFields} />
        {wrong && (
          <p className="wrong" role="alert">
            {say(pull.noneChosen)}
          </p>
        )}
        <CodeField busy={busy} onCode={submit} />
      </div>
    </section>
  );
};
