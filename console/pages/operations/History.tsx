import { Table } from 'antd';
import { minute } from '../../dates.ts';
import { departmentName, useDesk } from '../../desk.tsx';
import { useLanguage, type Words } from '../../language.ts';
import { useNarrow } from '../../parts/useNarrow.ts';
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
  const narrow = useNarrow();
  const why = ({ reason, operation }: Line) =>
    reason ?? (operation === 'new' ? '' : <span className="soft">{say(words.unseen)}</span>);
  return (
    <Table<Line>
      rowKey="revision"
      size="middle"
      tableLayout="fixed"
      dataSource={[...lines]}
      pagination={lines.length > PAGE ? { pageSize: PAGE, showSizeChanger: false } : false}
      columns={[
        { title: say(words.when), key: 'at', width: narrow ? 110 : 116, render: (_, { at }) => minute(at, language) },
        {
          title: say(words.operation),
          key: 'operation',
          ...(narrow ? {} : { width: 132 }),
          render: (_, line) => (
            <div className="one-cell">
              <b>{say(nameOf(line.operation))}</b>
              <span>
                {say(words.to)} {say(states[line.to])}
              </span>
              {narrow && <span className="soft">{say(departmentName(me, line.department))}</span>}
              {narrow && <span>{why(line)}</span>}
            </div>
          ),
        },
        {
          title: say(words.by),
          key: 'by',
          hidden: narrow,
          render: (_, { department }) => say(departmentName(me, department)),
        },
        {
          title: say(words.why),
          key: 'why',
          hidden: narrow,
          render: (_, line) => why(line),
        },
      ]}
    />
  );
};
