/** Whose certificates, of which type. */
import { SearchOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { rolesOf, type Ticket, typesOf } from '../../case/ticket.ts';
import type { CertificateType } from '../../desk.tsx';
import { useLanguage } from '../../language.ts';
import { roles } from '../../words/certificate.ts';
import { find } from '../../words/find.ts';
import type { Wanted } from './useFind.ts';

const ALL = '*';

export const FindForm = ({
  ticket,
  types,
  busy,
  onFind,
}: {
  readonly ticket: Ticket;
  readonly types: readonly CertificateType[];
  readonly busy: boolean;
  readonly onFind: (wanted: Wanted) => void;
}) => {
  const { say } = useLanguage();
  const id = useId();
  const known = rolesOf(ticket);
  const allowed = typesOf(ticket);
  const [role, setRole] = useState(known[0]);
  const [holder, setHolder] = useState('');
  const [type, setType] = useState(allowed.length === 1 ? (allowed[0] ?? ALL) : ALL);
  const [wrong, setWrong] = useState(false);
  const nameOf = (one: string) => {
    const found = types.find((candidate) => candidate.id === one);
    return found ? say(found.name) : one;
  };
  const submit = () => {
    const code = holder.replace(/\s/g, '').toUpperCase();
    setWrong(code.length !== 18);
    if (code.length !== 18 || !role) return;
    onFind({ ticket, role, holder: code, types: type === ALL ? allowed : [type] });
  };
  return (
    <section className="card">
      <div className="card-head">
        <h2>{say(find.holderTitle)}</h2>
      </div>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div>
          <label className="label" htmlFor={`${id}-role`}>
            {say(find.role)}
          </label>
          <Select
            id={`${id}-role`}
            style={{ width: '100%' }}
            value={role ?? null}
            onChange={(chosen) => setRole(chosen ?? undefined)}
            options={known.map((value) => ({ value, label: say(roles[value] ?? { zh: value, en: value }) }))}
          />
        </div>
        <div>
          <label className="label" htmlFor={`${id}-holder`}>
            {say(find.holder)}
          </label>
          <Input
            id={`${id}-holder`}
            className="mono"
            maxLength={24}
            autoComplete="off"
            spellCheck={false}
            value={holder}
            status={wrong ? 'error' : ''}
            aria-invalid={wrong}
            aria-describedby={`${id}-hint`}
            onChange={(event) => setHolder(event.target.value)}
          />
          <p className="hint" id={`${id}-hint`} role={wrong ? 'alert' : undefined}>
            {wrong ? <span className="wrong">{say(find.holderWrong)}</span> : say(find.holderHint)}
          </p>
        </div>
        <div>
          <label className="label" htmlFor={`${id}-type`}>
            {say(find.type)}
          </label>
          <Select
            id={`${id}-type`}
            style={{ width: '100%' }}
            value={type}
            onChange={setType}
            options={[
              ...(allowed.length > 1 ? [{ value: ALL, label: say(find.allTypes) }] : []),
              ...allowed.map((value) => ({ value, label: nameOf(value) })),
            ]}
          />
        </div>
        <Button type="primary" htmlType="submit" icon={<SearchOutlined aria-hidden="true" />} loading={busy} block>
          {say(find.search)}
        </Button>
      </form>
    </section>
  );
};
