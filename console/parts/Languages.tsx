import { chooseLanguage, useLanguage } from '../language.ts';

/** 中文 or English, each in its own words. */
export const Languages = () => {
  const { language } = useLanguage();
  return (
    <fieldset className="languages">
      <legend className="unseen">语言 Language</legend>
      <button type="button" lang="zh-CN" aria-pressed={language === 'zh'} onClick={() => chooseLanguage('zh')}>
        中文
      </button>
      <button type="button" lang="en" aria-pressed={language === 'en'} onClick={() => chooseLanguage('en')}>
        English
      </button>
    </fieldset>
  );
};
