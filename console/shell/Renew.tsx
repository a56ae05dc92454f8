/** Says when the sign-in is over, or soon will be, and renews it without leaving the page. */
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useLanguage } from '../language.ts';
import { Notice } from '../parts/Notice.tsx';
import { renew, useSignIn } from '../session.ts';
import { shell } from '../words/shell.ts';

const SOON_MS = 90_000;

export const Renew = () => {
  const { say } = useLanguage();
  const signIn = useSignIn();
  const until = signIn.at === 'in' ? signIn.session.until : 0;
  const [, tick] = useState(0);
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  useEffect(() => {
    const waits = [until - SOON_MS, until].map((at) => at - Date.now()).filter((ms) => ms > 0);
    const timers = waits.map((ms) => setTimeout(() => tick(Date.now()), ms));
    return () => timers.forEach(clearTimeout);
  }, [until]);
  const left = until - Date.now();
  if (left > SOON_MS) return null;
  const again = () => {
    setState('busy');
    renew().then(
      () => setState('idle'),
      () => setState('failed'),
    );
  };
  return (
    <div className="over" style={{ marginTop: 20 }}>
      <Notice kind="caution" title={say(left > 0 ? shell.renewSoon : shell.renewTitle)}>
        <div className="row">
          <span>{say(state === 'failed' ? shell.renewFailed : shell.renewText)}</span>
          <Button type="primary" loading={state === 'busy'} onClick={again}>
            {say(shell.renew)}
          </Button>
        </div>
      </Notice>
    </div>
  );
};
