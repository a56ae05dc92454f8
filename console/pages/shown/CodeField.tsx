/** The code, by the camera or typed by a scanner that stands for a keyboard. */
import { CameraOutlined, QrcodeOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import '../../checking/panel.css';
import { Camera } from '../../checking/Camera.tsx';
import { useLanguage } from '../../language.ts';
import { Field } from '../../parts/Field.tsx';
import { shown as words } from '../../words/shown.ts';
import { showCodeIn } from './code.ts';

export const CodeField = ({ busy, onCode }: { readonly busy: boolean; readonly onCode: (code: string) => void }) => {
  const { say } = useLanguage();
  const id = useId();
  const [text, setText] = useState('');
  const [camera, setCamera] = useState(false);
  const [wrong, setWrong] = useState(false);
  const take = (typed: string): boolean => {
    const code = showCodeIn(typed);
    setWrong(code === undefined);
    if (code === undefined) return false;
    setCamera(false);
    // Read once: the next one shows another.
    setText('');
    onCode(code);
    return true;
  };
  return (
    <form
      className="stack code-field"
      onSubmit={(event) => {
        event.preventDefault();
        take(text);
      }}
    >
      <Field
        id={id}
        label={say(words.code)}
        hint={say(words.codeHint)}
        wrong={wrong ? say(words.codeWrong) : undefined}
      >
        <Input
          id={id}
          className="mono"
          maxLength={64}
          autoComplete="off"
          spellCheck={false}
          value={text}
          status={wrong ? 'error' : ''}
          aria-invalid={wrong}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <div className="row">
        <Button type="primary" htmlType="submit" icon={<QrcodeOutlined aria-hidden="true" />} loading={busy}>
          {say(words.read)}
        </Button>
        <Button icon={<CameraOutlined aria-hidden="true" />} onClick={() => setCamera(!camera)}>
          {say(camera ? words.cameraOff : words.camera)}
        </Button>
      </div>
      {camera && <Camera onCode={take} hint={words.cameraHint} />}
    </form>
  );
};
