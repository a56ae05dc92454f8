/** What was found: a table, or why there is nothing in it. */
import { FileSearchOutlined, InboxOutlined } from '@ant-design/icons';
import { Button, Progress, Table, type TableColumnsType } from 'antd';
import { departmentName, useDesk } from '../../desk.tsx';
import { useLanguage } from '../../language.ts';
import { Nothing } from '../../parts/Nothing.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { State } from '../../parts/State.tsx';
import { span } from '../../parts/Summary.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { useNarrow } from '../../parts/useNarrow.ts';
import { facts } from '../../words/certificate.ts';
import { find } from '../../words/find.ts';
import type { Certificate, Finding, Looked } from './useFind.ts';

const PAGE = 8;

const useTypeName = () => {
  const { say } = useLanguage();
  const { types } = useDesk();
  return (id: string) => {
    const type = types.find((one) => one.id === id);
    return type ? say(type.name) : id;
  };
};

/** Yes or no about a third party, or a refusal, for one type. */
const Remark = ({ type, found, error }: Looked) => {
  const { say } = useLanguage();
  const name = useTypeName()(type);
  if (error !== undefined)
    return (
      <div>
        <p className="label">{name}</p>
        <Trouble error={error} />
      </div>
    );
  if (!found?.holds || found.items.length > 0) return null;
  return (
    <Notice kind="good" title={`${name} · ${say(find.holds)}`}>
      {say(find.holdsText)}
    </Notice>
  );
};

/** On a phone everything about one stands in one cell. */
const useColumns = (onChoose: (certificate: Certificate) => void): TableColumnsType<Certificate> => {
  const { say, language } = useLanguage();
  const { me } = useDesk();
  const look = {
    title: say(find.action),
    key: 'look',
    width: 80,
    render: (_: unknown, one: Certificate) => (
      <Button size="small" onClick={() => onChoose(one)}>
        {say(find.look)}
      </Button>
    ),
  };
  if (useNarrow())
    return [
      {
        title: say(facts.type),
        key: 'one',
        render: (_, one) => (
          <div className="one-cell">
            <b>{say(one.typeName)}</b>
            <State state={one.state} valid={one.valid} />
            <span>{span(one, say, language)}</span>
            <span className="soft">{say(departmentName(me, one.issuer))}</span>
          </div>
        ),
      },
      look,
    ];
  return [
    {
      title: say(facts.type),
      key: 'type',
      render: (_, { typeName, issuer }) => (
        <div className="one-cell">
          <b>{say(typeName)}</b>
          <span className="soft">{say(departmentName(me, issuer))}</span>
        </div>
      ),
    },
    {
      title: say(facts.state),
      key: 'state',
      width: 138,
      render: (_, { state, valid }) => <State state={state} valid={valid} />,
    },
    { title: say(facts.dates), key: 'dates', width: 148, render: (_, one) => span(one, say, language) },
    look,
  ];
};

export const Found = ({
  finding,
  onChoose,
}: {
  readonly finding: Finding | undefined;
  readonly onChoose: (certificate: Certificate) => void;
}) => {
  const { say } = useLanguage();
  const columns = useColumns(onChoose);
  if (!finding)
    return (
      <section className="card">
        <Nothing icon={<FileSearchOutlined aria-hidden="true" />} title={say(find.waiting)}>
          <p>{say(find.waitingText)}</p>
        </Nothing>
      </section>
    );
  const { wanted, looked, busy } = finding;
  // Those that hold stand first: of several of one type they are what the case needs.
  const items = looked
    .flatMap(({ found }) => found?.items ?? [])
    .sort((one, other) => Number(other.valid) - Number(one.valid));
  const said = looked.filter(({ found, error }) => error !== undefined || found?.holds);
  return (
    <section className="card" aria-busy={busy}>
      <div className="card-head">
        <h2>{say(find.results)}</h2>
        {busy && (
          <span className="far row" role="status">
            {say(find.looking)} {looked.length}/{wanted.types.length}
            <Progress
              type="circle"
              size={18}
              percent={(looked.length / wanted.types.length) * 100}
              showInfo={false}
              aria-label={say(find.looking)}
            />
          </span>
        )}
      </div>
      <div className="stack">
        {looked.map((one) => (
          <Remark key={one.type} {...one} />
        ))}
        {items.length > 0 && (
          <Table<Certificate>
            rowKey="identifier"
            size="middle"
            dataSource={items}
            pagination={items.length > PAGE ? { pageSize: PAGE, showSizeChanger: false } : false}
            tableLayout="fixed"
            columns={columns}
          />
        )}
        {!busy && items.length === 0 && said.length === 0 && (
          <Nothing icon={<InboxOutlined aria-hidden="true" />} title={say(find.none)}>
            <p>{say(find.noneText)}</p>
          </Nothing>
        )}
      </div>
    </section>
  );
};
