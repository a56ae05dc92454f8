/** The open case: what its ticket says, and how long it holds. */
import { Button, Progress } from 'antd';
import { countdown } from '../dates.ts';
import { departmentName, useDesk } from '../desk.tsx';
import { useLanguage } from '../language.ts';
import { Notice } from '../parts/Notice.tsx';
import { useNow } from '../parts/useNow.ts';
import { openCase as words } from '../words/case.ts';
import { levels, roles } from '../words/certificate.ts';
import { rolesOf, secondsLeft, type Ticket, typesOf } from './ticket.ts';

/** The law of the case layer: a ticket holds ten minutes at most. */
const SECONDS = 600;

export const CaseCard = ({ ticket }: { readonly ticket: Ticket }) => {
  const { say } = useLanguage();
  const { me, types, openCase } = useDesk();
  const left = secondsLeft(ticket, useNow(1000));
  const matter = types.flatMap((type) => type.permittedUse).find((use) => use.matter === ticket.matter && use.name);
  return (
    <section className="card">
      <div className="card-head">
        <h2>{say(words.caseTitle)}</h2>
        <Button className="far" size="small" onClick={() => openCase(undefined)}>
          {say(words.change)}
        </Button>
      </div>
      <div className="stack">
        <dl className="facts">
          <dt>{say(words.caseNumber)}</dt>
          <dd className="mono">{ticket.case}</dd>
          <dt>{say(words.matter)}</dt>
          <dd>{matter?.name ? say(matter.name) : ticket.matter}</dd>
          <dt>{say(words.department)}</dt>
          <dd>{say(departmentName(me, ticket.department))}</dd>
          <dt>{say(words.parties)}</dt>
          <dd>
            {rolesOf(ticket)
              .map((role) => say(roles[role] ?? { zh: role, en: role }))
              .join('、')}
          </dd>
          <dt>{say(words.highest)}</dt>
          <dd>{say(levels[ticket.level].name)}</dd>
        </dl>
        {left > 0 ? (
          <div>
            <div className="row">
              <span className="soft">{say(words.left)}</span>
              <b className="mono">{countdown(left)}</b>
            </div>
            <Progress
              percent={Math.min(100, (left / SECONDS) * 100)}
              showInfo={false}
              size="small"
              strokeColor={left < 60 ? '#ab2119' : '#0e4f94'}
              aria-label={say(words.left)}
            />
          </div>
        ) : (
          <Notice kind="caution" title={say(words.ticketOver)}>
            {say(words.ticketOverText)}
          </Notice>
        )}
        {ticket.department !== me.department.id && <Notice kind="caution">{say(words.otherDepartment)}</Notice>}
        {typesOf(ticket).length === 0 && <Notice kind="caution">{say(words.noTypes)}</Notice>}
      </div>
    </section>
  );
};
