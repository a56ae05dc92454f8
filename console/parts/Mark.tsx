import mark from '../icon.svg';

/** The sign of the house; its name always stands beside it. */
export const Mark = () => <img className="mark" src={mark} alt="" />;
