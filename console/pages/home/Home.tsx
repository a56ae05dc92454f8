/** The first page: the open case, and what this officer may do. The desk's list of cases will stand here. */
import './home.css';
import { ArrowRightOutlined, FolderOpenOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useDesk } from '../../desk.tsx';
import { useLanguage } from '../../language.ts';
import { follow, go, HOME } from '../../route.ts';
import { home } from '../../words/home.ts';
import { purposes } from '../../words/titles.ts';
import { mayOpen, pages } from '../list.tsx';

const isTold = (key: string): key is keyof typeof purposes => Object.hasOwn(purposes, key);
const keyOf = (path: string): string => path.slice(HOME.length + 1);

export default function Home() {
  const { say, language } = useLanguage();
  const { me, ticket } = useDesk();
  const open = pages.filter((page) => page.path !== HOME && mayOpen(page, me));
  const mayFind = me.scopes.includes('certificates');
  return (
    <>
      <div className="page-head">
        <h1>
          {language === 'zh'
            ? `${me.officer?.name ?? ''}，${say(home.good)}`
            : `${say(home.good)}, ${me.officer?.name}`}
        </h1>
        <p>{say(home.lead)}</p>
      </div>
      {mayFind && (
        <section className="card">
          <div className="card-head">
            <h2>{say(home.openCase)}</h2>
            <Button
              className="far"
              type="primary"
              icon={<FolderOpenOutlined aria-hidden="true" />}
              onClick={() => go(`${HOME}/certificates`)}
            >
              {say(ticket ? home.goOn : home.goCase)}
            </Button>
          </div>
          <p className={ticket ? 'mono' : 'soft'}>{ticket ? ticket.case : say(home.noCase)}</p>
        </section>
      )}
      <ul className="tiles">
        {open.map(({ path, title, icon }) => {
          const key = keyOf(path);
          return (
            <li key={path}>
              <a className="tile" href={path} onClick={follow(path)}>
                <span className="tile-icon">{icon}</span>
                <b>
                  {say(title)} <ArrowRightOutlined aria-hidden="true" />
                </b>
                <span>{isTold(key) && say(purposes[key])}</span>
              </a>
            </li>
          );
        })}
      </ul>
      <section className="card motto-card">
        <h2>{say(home.rules)}</h2>
        <ol>
          {[home.rule1, home.rule2, home.rule3].map((rule) => (
            <li key={rule.en}>{say(rule)}</li>
          ))}
        </ol>
      </section>
    </>
  );
}
