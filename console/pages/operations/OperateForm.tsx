/** What is done, and why; nothing happens before it has been confirmed. */
import '../../parts/choice.css';
import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import type { OperationName, OperationRequest } from '#schemas/certificate-operation.ts';
import { useDesk } from '../../desk.tsx';
import { useLanguage } from '../../language.ts';
import { Notice } from '../../parts/Notice.tsx';
import { Summary } from '../../parts/Summary.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { operations, acting as words } from '../../words/operations.ts';
import { type Line, type Looked, operate } from './useCertificate.ts';

const namesOf = (): OperationName[] => Object.keys(operations) as OperationName[];

const Choice = ({
  all,
  chosen,
  onChoose,
}: {
  readonly all: readonly OperationName[];
  readonly chosen: OperationName | undefined;
  readonly onChoose: (name: OperationName) => void;
}) => {
  const { say } = useLanguage();
  return (
    <fieldset className="choice">
      <legend className="label">{say(words.what)}</legend>
      {all.map((name) => (
        <label key={name} className={name === chosen ? 'picked' : ''}>
          <input type="radio" name="operation" value={name} checked={name === chosen} onChange={() => onChoose(name)} />
          <b>{say(operations[name].name)}</b>
          <span>{say(operations[name].says)}</span>
        </label>
      ))}
    </fieldset>
  );
};

interface Wish {
  readonly request: OperationRequest;
  readonly key: string;
}

const Confirm = ({
  looked,
  wish,
  onDone,
  onClose,
}: {
  readonly looked: Looked;
  readonly wish: Wish;
  readonly onDone: (line: Line) => void;
  readonly onClose: () => void;
}) => {
  const { say } = useLanguage();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const { name, final } = operations[wish.request.operation];
  const act = async () => {
    setBusy(true);
    setError(undefined);
    try {
      onDone(await operate(looked, wish.request, wish.key));
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      centered
      width={640}
      title={`${say(words.confirmTitle)} · ${say(name)}`}
      okText={`${say(words.yes)}${say({ zh: '', en: ': ' })}${say(name)}`}
      cancelText={say(words.no)}
      okButtonProps={{ danger: final, loading: busy }}
      closable={!busy}
      mask={{ closable: false }}
      onOk={() => void act()}
      onCancel={onClose}
    >
      <div className="stack">
        <Summary of={looked.certificate} />
        <dl className="facts">
          <dt>{say(words.reason)}</dt>
          <dd>{wish.request.reason}</dd>
        </dl>
        <Notice kind={final ? 'caution' : 'told'}>{say(final ? words.confirmFinal : words.confirm)}</Notice>
        {error !== undefined && <Trouble error={error} />}
      </div>
    </Modal>
  );
};

export const OperateForm = ({ looked, onDone }: { readonly looked: Looked; readonly onDone: (line: Line) => void }) => {
  const { say } = useLanguage();
  const { types } = useDesk();
  const id = useId();
  const { state, type } = looked.certificate;
  const known = types.find((one) => one.id === type)?.operations;
  const all = namesOf().filter((name) => operations[name].from.includes(state) && (known?.includes(name) ?? true));
  const [chosen, setChosen] = useState(all[0]);
  const [reason, setReason] = useState('');
  const [legalBasis, setLegalBasis] = useState('');
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<'missing' | 'missingText' | undefined>();
  const [wish, setWish] = useState<Wish | undefined>();
  if (!chosen) return <Notice kind="told">{say(words.ended)}</Notice>;
  const submit = () => {
    const problem =
      reason.trim().length < 2 ? 'missing' : chosen === 'other' && text.trim().length < 2 ? 'missingText' : undefined;
    setWrong(problem);
    if (problem) return;
    const request: OperationRequest = {
      operation: chosen,
      reason: reason.trim(),
      ...(chosen === 'other' ? { text: text.trim() } : {}),
      ...(legalBasis.trim() ? { legalBasis: legalBasis.trim() } : {}),
    };
    setWish({ request, key: crypto.randomUUID() });
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Choice all={all} chosen={chosen} onChoose={setChosen} />
      {chosen === 'other' && (
        <div>
          <label className="label" htmlFor={`${id}-text`}>
            {say(words.text)}
          </label>
          <Input
            id={`${id}-text`}
            maxLength={200}
            value={text}
            status={wrong === 'missingText' ? 'error' : ''}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
      )}
      <div>
        <label className="label" htmlFor={`${id}-reason`}>
          {say(words.reason)}
        </label>
        <Input.TextArea
          id={`${id}-reason`}
          rows={2}
          maxLength={200}
          value={reason}
          status={wrong === 'missing' ? 'error' : ''}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setReason(event.target.value)}
        />
        <p className="hint" id={`${id}-hint`}>
          {say(words.reasonHint)}
        </p>
      </div>
      <div>
        <label className="label" htmlFor={`${id}-law`}>
          {say(words.legalBasis)}
        </label>
        <Input
          id={`${id}-law`}
          maxLength={200}
          value={legalBasis}
          onChange={(event) => setLegalBasis(event.target.value)}
        />
      </div>
      <div className="row">
        <Button type="primary" danger={operations[chosen].final} htmlType="submit">
          {say(words.go)} · {say(operations[chosen].name)}
        </Button>
        {wrong && (
          <span className="wrong" role="alert">
            {say(words[wrong])}
          </span>
        )}
      </div>
      {wish && <Confirm looked={looked} wish={wish} onDone={onDone} onClose={() => setWish(undefined)} />}
    </form>
  );
};
