/** How much: the lowest level stands chosen, and a higher one is a deliberate step. */
import { DownloadOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input } from 'antd';
import { useId, useState } from 'react';
import type { Level } from '#schemas/resource.ts';
import type { CertificateType } from '../../desk.tsx';
import { useLanguage } from '../../language.ts';
import type { Ticket } from '../../ticket.ts';
import { levels, sensitivities } from '../../words/certificate.ts';
import { pull as words } from '../../words/find.ts';
import { askable, atFirst, atLevel, LEVELS, whyNot } from './levels.ts';
import type { Chosen } from './usePull.ts';

interface LevelsProps {
  readonly type: CertificateType;
  readonly ticket: Ticket;
  readonly level: Level;
  readonly onLevel: (level: Level) => void;
}

const Levels = ({ type, ticket, level, onLevel }: LevelsProps) => {
  const { say } = useLanguage();
  return (
    <fieldset className="choice">
      <legend>
        <span className="label">{say(words.level)}</span>
        <span className="hint">{say(words.levelHint)}</span>
      </legend>
      {LEVELS.map((one) => {
        const not = whyNot(one, type, ticket);
        return (
          <label key={one} className={one === level ? 'picked' : not ? 'closed' : ''}>
            <input
              type="radio"
              name="level"
              value={one}
              checked={one === level}
              disabled={not !== undefined}
              onChange={() => onLevel(one)}
            />
            <b>{say(levels[one].name)}</b>
            <span>{say(not ? words[not] : levels[one].says)}</span>
          </label>
        );
      })}
    </fieldset>
  );
};

interface FieldsProps {
  readonly type: CertificateType;
  readonly level: Level;
  readonly chosen: readonly string[];
  readonly onChosen: (pointers: readonly string[]) => void;
}

const Fields = ({ type, level, chosen, onChosen }: FieldsProps) => {
  const { say } = useLanguage();
  const fields = atLevel(askable(type), level);
  return (
    <fieldset className="ticks">
      <legend className="row">
        <span className="label">{say(level === 'predicate' ? words.questions : words.fields)}</span>
        <Checkbox
          indeterminate={chosen.length > 0 && chosen.length < fields.length}
          checked={chosen.length === fields.length}
          onChange={({ target }) => onChosen(target.checked ? fields.map(({ pointer }) => pointer) : [])}
        >
          {say(words.every)}
        </Checkbox>
      </legend>
      {fields.map(({ pointer, name, sensitivity }) => (
        <Checkbox
          key={pointer}
          checked={chosen.includes(pointer)}
          onChange={({ target }) =>
            onChosen(target.checked ? [...chosen, pointer] : chosen.filter((one) => one !== pointer))
          }
        >
          {say(name)} <small className={`level-${sensitivity}`}>{say(sensitivities[sensitivity])}</small>
        </Checkbox>
      ))}
    </fieldset>
  );
};

export const PullForm = ({
  type,
  ticket,
  busy,
  onPull,
}: {
  readonly type: CertificateType;
  readonly ticket: Ticket;
  readonly busy: boolean;
  readonly onPull: (chosen: Chosen) => void;
}) => {
  const { say } = useLanguage();
  const id = useId();
  const [level, setLevel] = useState<Level>('predicate');
  const [fields, setFields] = useState(atFirst(askable(type), level));
  const [reason, setReason] = useState('');
  const [told, setTold] = useState<'noneChosen' | 'reasonMissing' | undefined>();
  const choose = (next: Level) => {
    setLevel(next);
    setFields(atFirst(askable(type), next));
    setTold(undefined);
  };
  const submit = () => {
    const wrong = fields.length === 0 ? 'noneChosen' : level === 'copy' && !reason.trim() ? 'reasonMissing' : undefined;
    setTold(wrong);
    if (!wrong) onPull({ level, fields, reason: reason.trim() });
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Levels type={type} ticket={ticket} level={level} onLevel={choose} />
      {level === 'copy' ? (
        <div>
          <p className="hint">{say(words.onPage)}</p>
          <label className="label" htmlFor={id}>
            {say(words.reason)}
          </label>
          <Input.TextArea
            id={id}
            rows={2}
            maxLength={200}
            value={reason}
            status={told === 'reasonMissing' ? 'error' : ''}
            aria-describedby={`${id}-hint`}
            onChange={(event) => setReason(event.target.value)}
          />
          <p className="hint" id={`${id}-hint`}>
            {say(words.reasonHint)}
          </p>
        </div>
      ) : (
        <Fields type={type} level={level} chosen={fields} onChosen={setFields} />
      )}
      <div className="row">
        <Button type="primary" htmlType="submit" icon={<DownloadOutlined aria-hidden="true" />} loading={busy}>
          {say(words.pull)} · {say(levels[level].name)}
        </Button>
        {told && (
          <span className="wrong" role="alert">
            {say(words[told])}
          </span>
        )}
      </div>
    </form>
  );
};
