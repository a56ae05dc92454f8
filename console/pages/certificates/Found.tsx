/** What was found: a table, or why there is nothing in it. */
import { FileSearchOutlined, InboxOutlined } from '@ant-design/icons';
import { Button, Progress, Table } from 'antd';
import { day } from '../../dates.ts';
import { departmentName, useDesk } from '../../desk.tsx';
import { useLanguage } from '../../language.ts';
import { Nothing } from '../../parts/Nothing.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { State } from '../../parts/State.tsx';
import { span } from '../../parts/Summary.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
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

export const Found = ({
  finding,
  onChoose,
}: {
  readonly finding: Finding | undefined;
  readonly onChoose: (certificate: Certificate) => void;
}) => {
  const { say, language } = useLanguage();
  const { me } = useDesk();
  if (!finding)
    return (
      <section className="card">
        <Nothing icon={<FileSearchOutlined aria-hidden="true" />} title={say(find.waiting)}>
          <p>{say(find.waitingText)}</p>
        </Nothing>
      </section>
    );
  const { wanted, looked, busy } = finding;
  const items = looked.flatMap(({ found }) => found?.items ?? []);
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
            columns={[
              {
                title: say(facts.type),
                dataIndex: 'typeName',
                width: 142,
                render: (_, { typeName }) => <b>{say(typeName)}</b>,
              },
              {
                title: say(facts.state),
                key: 'state',
                width: 112,
                render: (_, { state, valid }) => <State state={state} valid={valid} />,
              },
              {
                title: say(facts.issuedOn),
                dataIndex: 'issuedOn',
                width: 126,
                render: (_, { issuedOn }) => day(issuedOn, language),
              },
              { title: say(facts.dates), key: 'dates', render: (_, one) => span(one, say, language) },
              {
                title: say(facts.issuer),
                key: 'issuer',
                render: (_, { issuer }) => say(departmentName(me, issuer)),
              },
              {
                title: say(find.action),
                key: 'look',
                width: 88,
                render: (_, one) => (
                  <Button size="small" onClick={() => onChoose(one)}>
                    {say(find.look)}
                  </Button>
                ),
              },
            ]}
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
