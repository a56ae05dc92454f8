/** Who looked at somebody's data, asked for him by the officer who has identified him. */
import { HistoryOutlined, InboxOutlined } from '@ant-design/icons';
import { Button, Table } from 'antd';
import type { Use } from '#schemas/uses.ts';
import { minute } from '../../dates.ts';
import { useLanguage } from '../../language.ts';
import { Nothing } from '../../parts/Nothing.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { useNarrow } from '../../parts/useNarrow.ts';
import { purposes, titles } from '../../words/titles.ts';
import { uses as words } from '../../words/uses.ts';
import { UsesForm } from './UsesForm.tsx';
import { type Asked, useUses } from './useUses.ts';

const Lines = ({ items, busy }: { readonly items: readonly Use[]; readonly busy: boolean }) => {
  const { say, language } = useLanguage();
  const narrow = useNarrow();
  return (
    <Table<Use>
      rowKey={({ record }) => record.id}
      size="middle"
      tableLayout="fixed"
      loading={busy}
      dataSource={[...items]}
      pagination={false}
      columns={[
        { title: say(words.when), key: 'at', width: narrow ? 96 : 112, render: (_, { at }) => minute(at, language) },
        {
          title: say(words.who),
          key: 'who',
          width: 150,
          hidden: narrow,
          render: (_, { who }) => (
            <>
              <b>{say(who.department)}</b>
              <br />
              <span className="soft">{who.post}</span>
            </>
          ),
        },
        {
          title: say(words.what),
          key: 'what',
          render: (_, { who, what, purpose, fields, record }) => (
            <>
              {narrow && (
                <p>
                  <b>{say(who.department)}</b> <span className="soft">{who.post}</span>
                </p>
              )}
              {say(what)}
              {narrow && ` · ${say(purpose.name)}`}
              {fields.length > 0 && <p className="hint">{fields.map(say).join(language === 'zh' ? '、' : ', ')}</p>}
              <p className="hint">
                {say(words.record)} <span className="mono">{record.id}</span>
              </p>
            </>
          ),
        },
        {
          title: say(words.forWhat),
          key: 'why',
          width: 124,
          hidden: narrow,
          render: (_, { purpose }) => say(purpose.name),
        },
      ]}
    />
  );
};

const Answered = ({
  asked: { pages, busy, error },
  earlier,
  newer,
}: {
  readonly asked: Asked;
  readonly earlier: () => void;
  readonly newer: () => void;
}) => {
  const { say, language } = useLanguage();
  const page = pages.at(-1);
  return (
    <div className="stack" aria-busy={busy}>
      {error !== undefined && <Trouble error={error} />}
      {page && page.items.length === 0 && (
        <Nothing icon={<InboxOutlined aria-hidden="true" />} title={say(words.none)}>
          <p>{say(words.noneText)}</p>
        </Nothing>
      )}
      {page && page.items.length > 0 && <Lines items={page.items} busy={busy} />}
      {page && (
        <>
          <div className="row">
            <Button disabled={pages.length < 2 || busy} onClick={newer}>
              {say(words.newer)}
            </Button>
            <Button disabled={page.next === undefined || busy} onClick={earlier}>
              {say(words.more)}
            </Button>
            <span className="soft">
              {language === 'zh' ? `第 ${pages.length} 页` : `${say(words.page)} ${pages.length}`}
            </span>
          </div>
          <p className="hint">
            {page.completeUntil
              ? `${say(words.complete)} ${minute(page.completeUntil, language)}`
              : say(words.notComplete)}{' '}
            {say(words.recorded)} <span className="mono">{page.exchange}</span>
          </p>
        </>
      )}
    </div>
  );
};

export default function Uses() {
  const { say } = useLanguage();
  const { asked, first, earlier, newer } = useUses();
  return (
    <>
      <PageHead title={titles.uses} purpose={purposes.uses} />
      <div className="columns">
        <section className="card">
          <div className="card-head">
            <h2>{say(words.ask)}</h2>
          </div>
          <UsesForm busy={asked?.busy ?? false} onAsk={(question) => void first(question)} />
        </section>
        <section className="card">
          <div className="card-head">
            <h2>{say(words.results)}</h2>
          </div>
          {asked ? (
            <Answered asked={asked} earlier={() => void earlier()} newer={newer} />
          ) : (
            <Nothing icon={<HistoryOutlined aria-hidden="true" />} title={say(words.waiting)}>
              <p>{say(words.waitingText)}</p>
            </Nothing>
          )}
        </section>
      </div>
    </>
  );
}
