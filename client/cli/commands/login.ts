/** login, config. */
import { resolve } from 'node:path';
import { OneTrip } from '../../sdk/index.ts';
import { type Command, needed } from '../command.ts';
import { profileNames, profilesFile, readKeyFile, saveProfile } from '../profile.ts';

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
    client: { type: 'string', value: '<id>', zh: '业务系统标识', en: 'the department system’s id' },
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
  run: async ({ env, text, term, signal }) => {
    const [hub, issuer] = [needed(text('hub'), '--hub <url>'), needed(text('issuer'), '--issuer <url>')];
    const [client, keyFile] = [needed(text('client'), '--client <id>'), resolve(needed(text('key'), '--key <file>'))];
    const key = readKeyFile(keyFile);
    // One look at the catalogue proves hub, sign-in, client and key at once.
    const looked = new OneTrip({ hub, issuer, clientId: client, key }).resources.list({ limit: 1 }, { signal });
    for await (const _resource of looked) break;
    const name = text('name') ?? 'default';
    const file = saveProfile(env, name, { hub, issuer, client, keyFile });
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
