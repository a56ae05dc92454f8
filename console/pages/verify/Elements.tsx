/** 要素核验: whether what a party says of a certificate is so. It tells something about a person, so it needs the open case. */
import { CaseLine } from '../../case/CaseLine.tsx';
import { OpenForm } from '../../case/OpenCase.tsx';
import type { Checks } from '../../checking/run.ts';
import { useDesk } from '../../desk.tsx';
import { useLanguage } from '../../language.ts';
import { Notice } from '../../parts/Notice.tsx';
import { openCase } from '../../words/case.ts';
import { elements as words } from '../../words/elements.ts';
import { ElementsForm } from './ElementsForm.tsx';

export const Elements = ({ busy, onAsk }: { readonly busy: boolean; readonly onAsk: (asked: Checks) => void }) => {
  const { say } = useLanguage();
  const { ticket } = useDesk();
  if (!ticket)
    return (
      <div className="stack">
        <Notice kind="caution" title={say(openCase.noCase)}>
          {say(words.needsCase)}
        </Notice>
        <OpenForm />
      </div>
    );
  return (
    <div className="stack">
      <CaseLine ticket={ticket} />
      <ElementsForm key={ticket.text} ticket={ticket} busy={busy} onAsk={onAsk} />
    </div>
  );
};
