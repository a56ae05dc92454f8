/** No case is open: what a ticket is, and where to put it. */
import { FolderOpenOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useId, useRef, useState } from 'react';
import { useDesk } from '../desk.tsx';
import { useLanguage } from '../language.ts';
import { Notice } from '../parts/Notice.tsx';
import { openCase as words } from '../words/case.ts';
import { readTicket } from './ticket.ts';

/** Longest file that is read as a ticket. */
const MOST = 20_000;

/** The form alone, for a page that has a card around it. */
export const OpenForm = () => {
  const { say } = useLanguage();
  const { openCase } = useDesk();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const open = (pasted: string) => {
    const ticket = readTicket(pasted);
    setWrong(!ticket);
    if (ticket) openCase(ticket);
  };
  const fromFile = async (file: File | undefined) => {
    if (!file) return;
    const inside = file.size > MOST ? '' : await file.text();
    setText(inside.trim());
    open(inside);
  };
  return (
    <div className="stack">
      <Notice kind="told" title={say(words.whatIsTicket)}>
        {say(words.ticketMeans)}
      </Notice>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          open(text);
        }}
      >
        <div>
          <label className="label" htmlFor={id}>
            {say(words.paste)}
          </label>
          <Input.TextArea
            id={id}
            className="mono"
            rows={4}
            autoComplete="off"
            spellCheck={false}
            placeholder="eyJ…"
            aria-describedby={`${id}-hint`}
            aria-invalid={wrong}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <p className="hint" id={`${id}-hint`}>
            {say(words.pasteHint)}
          </p>
        </div>
        {wrong && <Notice kind="bad">{say(words.noTicket)}</Notice>}
        <div className="row">
          <Button type="primary" htmlType="submit" icon={<FolderOpenOutlined aria-hidden="true" />}>
            {say(words.open)}
          </Button>
          <Button icon={<UploadOutlined aria-hidden="true" />} onClick={() => chooser.current?.click()}>
            {say(words.chooseFile)}
          </Button>
          <input
            ref={chooser}
            type="file"
            hidden
            accept=".txt,.jwt,.jws,text/plain"
            onChange={(event) => {
              void fromFile(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
        </div>
      </form>
    </div>
  );
};

export const OpenCase = () => {
  const { say } = useLanguage();
  return (
    <section className="card">
      <div className="card-head">
        <h2>{say(words.noCase)}</h2>
      </div>
      <OpenForm />
    </section>
  );
};
