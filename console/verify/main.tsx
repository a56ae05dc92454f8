/** The public page: anybody verifies a certificate, without signing in. */
import '../parts/base.css';
import '../parts/parts.css';
import './public.css';
import { StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { useOutcome } from '../checking/latest.ts';
import { Panel } from '../checking/Panel.tsx';
import { run } from '../checking/run.ts';
import { identifierIn } from '../checking/verified.ts';
import { useLanguage } from '../language.ts';
import { Languages } from '../parts/Languages.tsx';
import { Mark } from '../parts/Mark.tsx';
import { Notice } from '../parts/Notice.tsx';
import { checking, publicPage } from '../words/checking.ts';
import { shell } from '../words/shell.ts';
import { Busy, Unreached, verify } from './ask.ts';

const Trouble = ({ error }: { readonly error: unknown }) => {
  const { say } = useLanguage();
  const says =
    error instanceof Busy ? checking.busy : error instanceof Unreached ? checking.unreached : checking.refused;
  return <Notice kind="bad">{say(says)}</Notice>;
};

/** What a scanned code brought along behind #; it is never sent as an address. */
const brought = (): string | undefined => {
  const code = decodeURIComponent(location.hash.slice(1));
  return identifierIn(code) ? `${location.origin}/verify#${code}` : undefined;
};

const Page = () => {
  const { say } = useLanguage();
  const { outcome, begin } = useOutcome();
  useEffect(() => {
    document.title = `${say(publicPage.title)} · ${say(shell.product)}`;
  }, [say]);
  useEffect(() => {
    const look = () => {
      const text = brought();
      if (!text) return;
      void run(() => verify({ kind: 'qr', text }), begin());
    };
    look();
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, [begin]);
  return (
    <div className="public">
      <header>
        <a className="brand" href="/verify">
          <Mark />
          <b>{say(shell.product)}</b>
        </a>
        <Languages />
      </header>
      <main>
        <h1>{say(publicPage.title)}</h1>
        <p className="lead">{say(publicPage.text)}</p>
        <Panel verify={verify} outcome={outcome} begin={begin} trouble={(error) => <Trouble error={error} />} />
        <p className="hint">{say(publicPage.privacy)}</p>
        <p className="hint">{say(publicPage.unsure)}</p>
      </main>
      <footer>
        <a href="/console">{say(publicPage.officers)}</a>
      </footer>
    </div>
  );
};

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <Page />
    </StrictMode>,
  );
