/** The sign-in page 登录: no script, nothing from outside, readable by a screen reader and on a phone. */
import { createHash } from 'node:crypto';
import type { Officer } from '#schemas/department.ts';

const STYLE = `
:root{color-scheme:light dark;font:16px/1.6 system-ui,"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:Canvas;color:CanvasText}
main{box-sizing:border-box;width:min(26rem,100%);padding:2rem 1.5rem}
h1{font-size:1.5rem;margin:0}h1 small{display:block;font-size:1rem;font-weight:400;opacity:.75}
label{display:block;margin:1.25rem 0 .25rem;font-weight:600}
select,input,button{box-sizing:border-box;width:100%;font:inherit;padding:.6rem .7rem;border:1px solid GrayText;border-radius:.4rem}
button{margin-top:1.5rem;border:0;background:#0b5cad;color:#fff;font-weight:600;cursor:pointer}
:focus-visible{outline:3px solid #f2a900;outline-offset:2px}
.note{font-size:.9rem;opacity:.85}.wrong{border-left:4px solid #c22;padding:.25rem .75rem;margin:1rem 0 0}`;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

export interface SignInPage {
  readonly action: string;
  readonly officers: readonly Officer[];
  readonly departments: ReadonlyMap<string, string>;
  readonly password: string;
  readonly chosen?: string;
  readonly wrong?: boolean;
}

const options = ({ officers, departments, chosen }: SignInPage): string =>
  [...Map.groupBy(officers, (officer) => officer.department)]
    .map(([department, theirs]) => {
      const lines = theirs.map(
        ({ id, name, post }) =>
          `<option value="${escaped(id)}"${id === chosen ? ' selected' : ''}>${escaped(`${name} ${post} (${id})`)}</option>`,
      );
      return `<optgroup label="${escaped(departments.get(department) ?? department)}">${lines.join('')}</optgroup>`;
    })
    .join('');

export const signInPage = (page: SignInPage): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>登录 Sign in · 数据跑腿 OneTrip</title><style>${STYLE}</style></head>
<body><main>
<h1>数据跑腿 · 工作人员登录<small lang="en">OneTrip officer sign-in</small></h1>
${page.wrong ? '<p class="wrong" role="alert">人员或口令不对。 <span lang="en">Officer or password is not right.</span></p>' : ''}
<form method="post" action="${escaped(page.action)}">
<label for="officer">人员 <span lang="en">Officer</span></label>
<select id="officer" name="officer" required autofocus>${options(page)}</select>
<label for="password">口令 <span lang="en">Password</span></label>
<input id="password" name="password" type="password" autocomplete="off" required aria-describedby="local">
<p id="local" class="note">本机演示口令：<strong id="shown">${escaped(page.password)}</strong>。仅限本机，人员均为虚构。
<span lang="en">Local demonstration password, shown because this sign-in exists on this machine only; the officers are invented.</span></p>
<button>登录 <span lang="en">Sign in</span></button>
</form></main></body></html>
`;

/** `returnTo`: where the browser is sent afterwards; browsers hold redirects after a form to form-action too. */
export const pageHeaders = (returnTo: string): Record<string, string> => ({
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
    `form-action 'self' ${returnTo}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; '),
});
