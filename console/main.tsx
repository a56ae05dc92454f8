/** The officers' desk. */
import './parts/base.css';
import './parts/parts.css';
import './parts/layout.css';
import { Button, ConfigProvider } from 'antd';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { DeskProvider, useLoaded } from './desk.tsx';
import { useLanguage } from './language.ts';
import { Trouble } from './parts/Trouble.tsx';
import { withoutSlash } from './route.ts';
import { start, useSignIn } from './session.ts';
import { Landing } from './shell/Landing.tsx';
import { Shell } from './shell/Shell.tsx';
import { theme } from './theme.ts';
import { antdWords } from './words/antd.ts';
import { shell } from './words/shell.ts';

const Inside = () => {
  const { say } = useLanguage();
  const { loaded, error, again } = useLoaded();
  if (loaded)
    return (
      <DeskProvider loaded={loaded}>
        <Shell />
      </DeskProvider>
    );
  return (
    <main className="boot">
      {error === undefined ? (
        <p role="status">{say(shell.loading)}</p>
      ) : (
        <div className="stack">
          <Trouble error={error} />
          <Button onClick={again}>{say(shell.again)}</Button>
        </div>
      )}
    </main>
  );
};

const Desk = () => {
  const { say } = useLanguage();
  const signIn = useSignIn();
  if (signIn.at === 'in') return <Inside />;
  if (signIn.at === 'out') return <Landing {...(signIn.why ? { why: signIn.why } : {})} />;
  return (
    <main className="boot">
      <p role="status">{say(shell.loading)}</p>
    </main>
  );
};

const App = () => {
  const { language } = useLanguage();
  return (
    <ConfigProvider
      theme={theme}
      locale={antdWords[language]}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
    >
      <Desk />
    </ConfigProvider>
  );
};

withoutSlash();
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
void start();
