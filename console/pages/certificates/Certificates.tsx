/** Find a party's certificates by the open case, and pull what the case needs. */
import { useState } from 'react';
import { CaseCard } from '../../case/CaseCard.tsx';
import { OpenCase } from '../../case/OpenCase.tsx';
import { useDesk } from '../../desk.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { purposes, titles } from '../../words/titles.ts';
import { Detail } from './Detail.tsx';
import { FindForm } from './FindForm.tsx';
import { Found } from './Found.tsx';
import { type Certificate, useFind } from './useFind.ts';

export default function Certificates() {
  const { ticket, types } = useDesk();
  const { finding, find } = useFind();
  const [chosen, setChosen] = useState<Certificate | undefined>();
  return (
    <>
      <PageHead title={titles.certificates} purpose={purposes.certificates} />
      <div className="columns">
        <div>
          {ticket ? (
            <>
              <CaseCard ticket={ticket} />
              <FindForm
                key={ticket.text}
                ticket={ticket}
                types={types}
                busy={finding?.busy ?? false}
                onFind={(wanted) => {
                  setChosen(undefined);
                  void find(wanted);
                }}
              />
            </>
          ) : (
            <OpenCase />
          )}
        </div>
        <div>
          {/* Kept while a certificate is open, so that the list is where it was. */}
          <div hidden={chosen !== undefined}>
            <Found finding={finding} onChoose={setChosen} />
          </div>
          {finding && chosen && (
            <Detail
              key={chosen.identifier}
              certificate={chosen}
              wanted={finding.wanted}
              onBack={() => setChosen(undefined)}
            />
          )}
        </div>
      </div>
    </>
  );
}
