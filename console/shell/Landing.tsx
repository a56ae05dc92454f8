/** Before signing in: whose page this is, one button, and why if the officer was just sent here. */
import './door.css';
import { LoginOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useLanguage } from '../language.ts';
import { Languages } from '../parts/Languages.tsx';
import { Mark } from '../parts/Mark.tsx';
import { Notice } from '../parts/Notice.tsx';
import { type SignIn, signIn } from '../session.ts';
import { shell } from '../words/shell.ts';

export const Landing = ({ why }: { readonly why?: Extract<SignIn, { at: 'out' }>['why'] }) => {
  const { say } = useLanguage();
  const [leaving, setLeaving] = useState(false);
  const enter = () => {
    setLeaving(true);
    // Who has signed out means it: the sign-in asks for the password again.
    void signIn(why === 'left' ? 'login' : undefined).finally(() => setLeaving(false));
  };
  return (
    <div className="door">
      <header className="corner">
        <Languages />
      </header>
      <main>
        <div className="gate">
          <Mark />
          <h1>
            {say(shell.product)}
            <small>{say(shell.desk)}</small>
          </h1>
          <p className="motto">{say(shell.motto)}</p>
          {why && (
            <div className="stack" style={{ marginBottom: 16, textAlign: 'start' }}>
              <Notice kind={why === 'left' ? 'told' : 'caution'}>{say(shell[why])}</Notice>
            </div>
          )}
          <Button
            type="primary"
            size="large"
            block
            icon={<LoginOutlined aria-hidden="true" />}
            loading={leaving}
            onClick={enter}
          >
            {say(shell.signIn)}
          </Button>
          <p className="note">{say(shell.signInNote)}</p>
          <p className="note">{say(shell.noAccount)}</p>
        </div>
      </main>
      <footer>
        <a href="/verify">{say(shell.publicVerify)}</a> · <a href="/docs">{say(shell.interface)}</a>
      </footer>
    </div>
  );
};
