/** README.md and README.zh-CN.md say the same: as many chapters, the same commands, the same scripts to copy. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './tree.ts';

export interface Readmes {
  readonly en: string;
  readonly zh: string;
  /** Of package.json. */
  readonly scripts: readonly string[];
}

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

export const readReadmes = (): Readmes => ({
  en: read('README.md'),
  zh: read('README.zh-CN.md'),
  scripts: Object.keys(JSON.parse(read('package.json')).scripts),
});

const all = (page: string, form: RegExp): string[] => [...page.matchAll(form)].map(([, one = '']) => one);
const commandsIn = (page: string): string[] => all(page, /^\| `(npm [^`]+)` \|/gm);
const scriptsIn = (page: string): string[] => all(page, /(<!-- [a-z-]+ -->\n```sh\n[\s\S]*?```)/g);
const chaptersIn = (page: string): string[] => all(page, /^## (.+)$/gm);

/** `npm start` and `npm test` are scripts of that name. */
const scriptOf = (command: string): string | undefined =>
  command
    .split(' ')
    .slice(1)
    .find((word) => word !== 'run' && !word.startsWith('--'));

/** What one page has and the other has not, and commands that are no scripts. */
export const differing = ({ en, zh, scripts }: Readmes): string[] => {
  const [english, chinese] = [commandsIn(en), commandsIn(zh)];
  const [counted, other] = [chaptersIn(en).length, chaptersIn(zh).length];
  return [
    ...english.filter((one) => !chinese.includes(one)).map((one) => `README.zh-CN.md lacks ${one}`),
    ...chinese.filter((one) => !english.includes(one)).map((one) => `README.md lacks ${one}`),
    ...english.filter((one) => !scripts.includes(scriptOf(one) ?? '')).map((one) => `${one} is no script`),
    ...(scriptsIn(en).join() === scriptsIn(zh).join() ? [] : ['the scripts to copy differ']),
    ...(counted === other ? [] : [`${counted} chapters and ${other}`]),
  ];
};
