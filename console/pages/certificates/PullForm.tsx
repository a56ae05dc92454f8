/** How much: the lowest level stands chosen, and a higher one is a deliberate step. */
import { DownloadOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import type { Level } from '#schemas/resource.ts';
import type { Ticket } from '../../case/ticket.ts';
import type { CertificateType } from '../../desk.tsx';
import { useLanguage } from '../../language.ts';
import { Notice } from '../../parts/Notice.tsx';
import { levels } from '../../words/certificate.ts';
import { pull as words } from '../../words/find.ts';
import { FieldChoice } from './FieldChoice.tsx';
import { LevelChoice } from './LevelChoice.tsx';
import { askable, atFirst } from './levels.ts';
import type { Chosen } from './usePull.ts';

export const PullForm = ({
  type,
  valid,
  ticket,
  busy,
  onPull,
}: {
  readonly type: CertificateType;
  readonly valid: boolean;
  readonly ticket: Ticket;
  readonly busy: boolean;
  readonly onPull: (chosen: Chosen) => void;
}) => {
  const { say } = useLanguage();
  const id = useId();
  const [level, setLevel] = useState<Level>('predicate');
  const [fields, setFields] = useState(atFirst(askable(type), level, valid));
  const [reason, setReason] = useState('');
  const [told, setTold] = useState<'noneChosen' | 'reasonMissing' | undefined>();
  const choose = (next: Level) => {
    setLevel(next);
    setFields(atFirst(askable(type), next, valid));
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
      {!valid && <Notice kind="caution">{say(words.notValid)}</Notice>}
      <LevelChoice type={type} ticket={ticket} level={level} onLevel={choose} />
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
        <FieldChoice type={type} level={level} chosen={fields} onChosen={setFields} />
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
