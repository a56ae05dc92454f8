/** The open case in one line, for a page on which it is needed and not the matter itself. */
import { Button } from 'antd';
import { countdown } from '../dates.ts';
import { useDesk } from '../desk.tsx';
import { useLanguage } from '../language.ts';
import { Notice } from '../parts/Notice.tsx';
import { useNow } from '../parts/useNow.ts';
import { openCase as words } from '../words/case.ts';
import { secondsLeft, type Ticket } from './ticket.ts';

export const CaseLine = ({ ticket }: { readonly ticket: Ticket }) => {
  const { say } = useLanguage();
  const { openCase } = useDesk();
  const left = secondsLeft(ticket, useNow(1000));
  return (
    <div className="stack">
      <div className="row case-line">
        <span className="soft">{say(words.caseTitle)}</span>
        <b className="mono">{ticket.case}</b>
        <span className="soft">
          {say(words.left)} <span className="mono">{countdown(left)}</span>
        </span>
        <Button className="far" size="small" onClick={() => openCase(undefined)}>
          {say(words.change)}
        </Button>
      </div>
      {left <= 0 && (
        <Notice kind="caution" title={say(words.ticketOver)}>
          {say(words.ticketOverText)}
        </Notice>
      )}
    </div>
  );
};
