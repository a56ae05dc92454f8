import { Table } from 'antd';
import { minute } from '../../dates.ts';
import { departmentName, useDesk } from '../../desk.tsx';
import { useLanguage, type Words } from '../../language.ts';
import { states } from '../../words/certificate.ts';
import { beginnings, operations, acting as words } from '../../words/operations.ts';
import type { Line } from './useCertificate.ts';

const PAGE = 8;

const nameOf = (operation: Line['operation']): Words =>
  operation in operations
    ? operations[operation as keyof typeof operations].name
    : beginnings[operation as keyof typeof beginnings];

/** What has become of a certificate, newest first. */
export const History = ({ lines }: { readonly lines: readonly Line[] }) => {
  const { say, language } = useLanguage();
  const { me } = useDesk();
  return (
    <Table<Line>
      rowKey="revision"
      size="middle"
      dataSource={[...lines]}
      pagination={lines.length > PAGE ? { pageSize: PAGE, showSizeChanger: false } : false}
      columns={[
        { title: say(words.when), key: 'at', width: 196, render: (_, { at }) => minute(at, language) },
        { title: say(words.operation), key: 'operation', render: (_, line) => <b>{say(nameOf(line.operation))}</b> },
        { title: say(words.to), key: 'to', render: (_, { to }) => say(states[to]) },
        { title: say(words.by), key: 'by', render: (_, { department }) => say(departmentName(me, department)) },
        {
          title: say(words.why),
          key: 'why',
          render: (_, { reason, operation }) =>
            reason ?? (operation === 'new' ? '' : <span className="soft">{say(words.unseen)}</span>),
        },
      ]}
    />
  );
};
