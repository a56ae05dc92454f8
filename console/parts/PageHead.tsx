import { useLanguage, type Words } from '../language.ts';

export const PageHead = ({ title, purpose }: { readonly title: Words; readonly purpose?: Words }) => {
  const { say } = useLanguage();
  return (
    <div className="page-head">
      <h1>{say(title)}</h1>
      {purpose && <p>{say(purpose)}</p>}
    </div>
  );
};
