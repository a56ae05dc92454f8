/** login, config. */
import { resolve } from 'node:path';
import { ROLE_SCOPES } from '#schemas/access.ts';
import { OneTrip } from '../../sdk/index.ts';
import { type Command, type Context, needed } from '../command.ts';
import { profileNames, profilesFile, readKeyFile, saveProfile, saveToken } from '../profile.ts';
import { type SignedIn, signIn } from '../sign-in.ts';

/** What the roles of officers can give at all. */
const ANY_ROLE = [...new Set(Object.values(ROLE_SCOPES).flat())];

/** The address goes where it is read by a person, also when the output is read by a program. */
const officer = ({ list, term, signal }: Context, issuer: string, clientId: string): Promise<SignedIn> => {
  const scopes = list('scope').length > 0 ? list('scope') : ANY_ROLE;
  const show = (url: string) => term.note(`请在浏览器中打开 open this in a browser:\n  ${url}`);
  return signIn({ issuer, clientId, scopes, show, signal });
};

export const loginCommand: Command = {
  name: 'login',
  args: '',
  zh: '试着取一次令牌，成功后保存登录配置（不保存密钥本身）',
  en: 'Try to get a token, and keep the profile when that works (the key itself stays where it is)',
  options: {
    hub: { type: 'string', value: '<url>', zh: '枢纽地址', en: 'address of the hub' },
    issuer: {
      type: 'string',
      value: '<url>',
      zh: '登录服务，与其自称一致',
      en: 'the sign-in, exactly as it names itself',
    },
    client: {
      type: 'string',
      value: '<id>',
      zh: '业务系统标识；人员登录时为工作台标识',
      en: 'the department system’s id; for an officer that of the console',
    },
    officer: {
      type: 'boolean',
      zh: '人员在浏览器中登录（令牌只保存到失效为止）',
      en: 'an officer signs in with his browser; the token is kept as long as it lives',
    },
    scope: {
      type: 'string',
      multiple: true,
      value: '<scope>',
      zh: '人员登录时所要的权限，缺省为全部，所得以岗位为限',
      en: 'what an officer wants to do; everything unless said, and no more than his roles give',
    },
    key: {
      type: 'string',
      value: '<file>',
      zh: '私钥文件（JWK，权限 600）',
      en: 'file of the private key (JWK, mode 600)',
    },
    name: {
      type: 'string',
      value: '<name>',
      zh: '配置名，缺省 default',
      en: 'name of the profile; default unless said',
    },
  },
  run: async (context) => {
    const { env, text, flag, term, signal } = context;
    const [hub, issuer] = [needed(text('hub'), '--hub <url>'), needed(text('issuer'), '--issuer <url>')];
    const [client, name] = [needed(text('client'), '--client <id>'), text('name') ?? 'default'];
    const keyFile = flag('officer') ? undefined : resolve(needed(text('key'), '--key <file>'));
    const signed = keyFile === undefined ? await officer(context, issuer, client) : undefined;
    const proof = signed ? { token: async () => signed.token } : { key: readKeyFile(keyFile ?? '') };
    // One look at the catalogue proves hub, sign-in and who speaks at once.
    const looked = new OneTrip({ hub, issuer, clientId: client, ...proof }).resources.list({ limit: 1 }, { signal });
    for await (const _resource of looked) break;
    if (signed) saveToken(env, name, signed.token, signed.until);
    const file = saveProfile(env, name, { hub, issuer, client, ...(keyFile === undefined ? {} : { keyFile }) });
    term.print({ profile: name, hub, issuer, client, file });
    term.say(`${term.style('green', '✓')} ${name}: ${client} @ ${hub}\n  ${file}`);
  },
};

export const configCommand: Command = {
  name: 'config',
  args: '',
  zh: '登录配置所在与名称',
  en: 'Where profiles are kept, and their names',
  run: async ({ env, term }) => {
    const [file, profiles] = [profilesFile(env), profileNames(env)];
    term.print({ file, profiles });
    term.say([file, ...profiles.map((name) => `  ${name}`)].join('\n'));
  },
};
