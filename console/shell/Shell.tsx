/** The frame of the desk: who works here, where to go, the open page. */
import './frame.css';
import { Button } from 'antd';
import { Suspense, useEffect } from 'react';
import { useDesk } from '../desk.tsx';
import { useLanguage } from '../language.ts';
import { NoSuchPage, NotYours } from '../pages/closed.tsx';
import { components } from '../pages/index.tsx';
import { GROUPS, mayOpen, pageAt, pages } from '../pages/list.tsx';
import { Languages } from '../parts/Languages.tsx';
import { Mark } from '../parts/Mark.tsx';
import { follow, HOME, usePath } from '../route.ts';
import { signOut } from '../session.ts';
import { shell } from '../words/shell.ts';
import { Renew } from './Renew.tsx';

const Head = () => {
  const { say } = useLanguage();
  const { me } = useDesk();
  return (
    <header className="desk-head">
      <a className="brand" href={HOME} onClick={follow(HOME)}>
        <Mark />
        <span>
          <b>{say(shell.product)}</b>
          <small>{say(shell.desk)}</small>
        </span>
      </a>
      <div className="who">
        <span>
          <b>{me.officer?.name}</b>
          <small>
            {say(me.department.name)}
            {me.officer && ` · ${me.officer.post}`}
          </small>
        </span>
        <span className="initial" aria-hidden="true">
          {me.officer?.name.at(0)}
        </span>
      </div>
      <Languages />
      <Button onClick={() => void signOut()}>{say(shell.signOut)}</Button>
    </header>
  );
};

const Nav = ({ path }: { readonly path: string }) => {
  const { say } = useLanguage();
  const { me } = useDesk();
  return (
    <nav className="desk-nav" aria-label={say(shell.navigation)}>
      {GROUPS.map((group) => {
        const inside = pages.filter((page) => page.group === group && mayOpen(page, me));
        return inside.length === 0 ? null : (
          <section key={group}>
            <h2>{say(shell[group])}</h2>
            <ul>
              {inside.map(({ path: to, icon, title }) => (
                <li key={to}>
                  <a href={to} onClick={follow(to)} aria-current={to === path ? 'page' : undefined}>
                    {icon}
                    {say(title)}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      <footer>
        {say(shell.help)}
        <br />
        {me.ask}
      </footer>
    </nav>
  );
};

export const Shell = () => {
  const { say } = useLanguage();
  const { me } = useDesk();
  const path = usePath();
  const page = pageAt(path);
  const Page = page && components[page.path];
  useEffect(() => {
    document.title = `${page ? `${say(page.title)} · ` : ''}${say(shell.product)} ${say(shell.desk)}`;
  }, [page, say]);
  return (
    <div className="desk">
      <a className="skip" href="#main">
        {say(shell.skip)}
      </a>
      <Head />
      <Nav path={path} />
      <main className="desk-main" id="main" tabIndex={-1}>
        {!page || !Page ? (
          <NoSuchPage />
        ) : mayOpen(page, me) ? (
          <Suspense fallback={<p role="status">{say(shell.loading)}</p>}>
            <Page key={path} />
          </Suspense>
        ) : (
          <NotYours />
        )}
        <Renew />
      </main>
    </div>
  );
};
