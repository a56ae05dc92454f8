import { CompassOutlined, LockOutlined } from '@ant-design/icons';
import { useDesk } from '../desk.tsx';
import { useLanguage } from '../language.ts';
import { Nothing } from '../parts/Nothing.tsx';
import { shell } from '../words/shell.ts';

export const NoSuchPage = () => {
  const { say } = useLanguage();
  return (
    <div className="card">
      <Nothing icon={<CompassOutlined aria-hidden="true" />} title={say(shell.noSuchPage)}>
        <p>{say(shell.noSuchPageText)}</p>
      </Nothing>
    </div>
  );
};

export const NotYours = () => {
  const { say } = useLanguage();
  const { me } = useDesk();
  return (
    <div className="card">
      <Nothing icon={<LockOutlined aria-hidden="true" />} title={say(shell.notYours)}>
        <p>{say(shell.notYoursText)}</p>
        <p>
          {say(shell.help)}: {me.ask}
        </p>
      </Nothing>
    </div>
  );
};
