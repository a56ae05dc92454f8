/** Which certificate: its identifier, typed, pasted, or read out of a picture of its code. */
import { QrcodeOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useId, useRef, useState } from 'react';
import { checkOffline, libraryKeys } from '../../checking/offline.ts';
import { read } from '../../checking/read.ts';
import { identifierIn } from '../../checking/verified.ts';
import { useLanguage, type Words } from '../../language.ts';
import { checking } from '../../words/checking.ts';
import { acting as words } from '../../words/operations.ts';

export const LookUp = ({ busy, onLook }: { readonly busy: boolean; readonly onLook: (identifier: string) => void }) => {
  const { say } = useLanguage();
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<Words | undefined>();
  const open = (typed: string) => {
    const identifier = identifierIn(typed);
    setWrong(identifier ? undefined : words.wrong);
    if (!identifier) return;
    setText(identifier);
    onLook(identifier);
  };
  const fromPicture = async (file: File | undefined) => {
    if (!file) return;
    const found = await read(file);
    if (typeof found === 'string') return setWrong(checking[found]);
    if (found.kind === 'qr') return open(found.text);
    if (found.kind === 'offline') {
      const code = await checkOffline(found.code, await libraryKeys());
      return code.says === 'opened' ? open(code.opened.statement.identifier) : setWrong(checking.otherCode);
    }
    setWrong(checking.noCode);
  };
  return (
    <section className="card">
      <div className="card-head">
        <h2>{say(words.lookTitle)}</h2>
      </div>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          open(text);
        }}
      >
        <div>
          <label className="label" htmlFor={id}>
            {say(words.identifier)}
          </label>
          <Input.TextArea
            id={id}
            className="mono"
            rows={3}
            autoComplete="off"
            spellCheck={false}
            value={text}
            status={wrong ? 'error' : ''}
            aria-describedby={`${id}-hint`}
            onChange={(event) => setText(event.target.value)}
          />
          <p className={wrong ? 'hint wrong' : 'hint'} id={`${id}-hint`} role={wrong ? 'alert' : undefined}>
            {say(wrong ?? words.hint)}
          </p>
        </div>
        <div className="row">
          <Button type="primary" htmlType="submit" icon={<SearchOutlined aria-hidden="true" />} loading={busy}>
            {say(words.look)}
          </Button>
          <Button icon={<QrcodeOutlined aria-hidden="true" />} onClick={() => chooser.current?.click()}>
            {say(words.picture)}
          </Button>
          <input
            ref={chooser}
            type="file"
            hidden
            accept="image/*"
            onChange={(event) => {
              void fromPicture(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
        </div>
      </form>
    </section>
  );
};
