/** Explained denials: which rule, which grant, what is needed, whom to ask. */
import { type ProblemError, problem } from '#functions/kernel/problem.ts';
import { askWhom, CALLER_RULES, type CallerRule } from '#functions/snapshot/caller.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { Department } from '#schemas/department.ts';
import type { Grant } from '#schemas/grant.ts';
import type { GrantRule } from './match-grant.ts';
import type { SignatureRule } from './signature.ts';
import type { TicketRule } from './ticket.ts';
import type { ViaRule } from './via.ts';

export type DenialRule =
  | CallerRule
  | GrantRule
  | TicketRule
  | SignatureRule
  | 'signature-replayed'
  | 'grant-changed'
  | 'resource-changed'
  | 'use-not-permitted'
  | 'copy-not-granted'
  | QuotaRule
  | ViaRule;

/** Of a grant's quota 配额, of the resource's own limit 限流 over all grants, or of what another hub grants to this one. */
export type QuotaRule = 'quota-day' | 'quota-second' | 'resource-limit-day' | 'resource-limit-second' | 'quota-above';

type OwnRule = Exclude<DenialRule, CallerRule>;

const SIGN_AGAIN = '请重新签名后再问 Sign the message anew and ask again';
const TICKET_AGAIN = '请由办件系统重新签发办件凭据 Have the case layer issue a new case ticket';

/** Rule to what is needed, Chinese first. */
const NEEDS: Readonly<Record<OwnRule, string>> = {
  'resource-unknown': '目录中须有此数据资源 The resource must stand in the catalogue',
  'resource-not-published': '数据资源须已发布 The resource must be published',
  'resource-withheld': '该资源不予共享，法律依据见目录 The resource is withheld; the catalogue names the legal basis',
  'resource-not-connected': '该资源尚未接入，接入后方可提问 The provider has yet to connect the resource',
  'resource-suspended': '提供部门须恢复该资源 The provider must resume the resource',
  'provider-suspended': '提供部门已暂停 The providing department is suspended',
  'grant-missing': '本部门须先取得共享授权 Your department needs a grant for this resource',
  'grant-refused':
    '共享申请未获同意，理由见授权；可提出争议或重新申请 The grant was refused, for the reason in it; object, or apply again',
  'grant-returned': '共享申请已退回，须补正后重新提交 The application was returned; mend it and ask again',
  'grant-revoked': '共享授权已撤销，须重新申请 The grant was revoked; apply again',
  'grant-requested': '共享申请尚待主管部门形式审查 The data authority has yet to check the form of the application',
  'grant-undecided': '共享申请尚待提供部门答复 The provider has yet to decide on the grant',
  'grant-not-provided': '提供部门已同意，尚待提供 The provider has agreed and has yet to provide',
  'grant-expired': '共享授权已到期，须续期 The grant has run out; have it renewed',
  'grant-not-yet': '共享授权尚未生效 The grant is not in force yet',
  'grant-suspended': '共享授权已暂停，须由提供部门恢复 The grant is suspended; the provider can resume it',
  'grant-other-version':
    '共享授权须更新到资源的现行版本 The grant must be renewed for the current version of the resource',
  'version-ended':
    '授权所指资源版本已停止服务，须更新到现行版本 The version that the grant names is answered no more; have the grant moved to the current one',
  'grant-changed': '共享授权刚刚变更，请重新提问 The grant has just changed; ask again',
  'resource-changed': '数据资源已换版本，请重新提问 The resource has had a new version since you asked; ask again',
  'purpose-not-granted': '共享授权须含此用途 The grant must cover this purpose',
  'party-not-granted': '共享授权须含此当事人角色 The grant must cover this role of a party',
  'use-not-granted': '共享授权须写明可批量或可订阅 The grant must name this use: batch, or events',
  'no-field-granted':
    '所请求字段均不在授权及该当事人层级之内 None of the fields asked for is granted at this party’s level',
  'use-not-permitted': '该证照未列入此事项的用证清单 This matter may not use this certificate type at this level',
  'copy-not-granted':
    '加注件载有证照全部内容，共享授权须含其全部字段 A copy shows the whole face: the grant must give every field',
  'ticket-missing': '须附办件凭据 Send the case ticket',
  'ticket-malformed': TICKET_AGAIN,
  'ticket-issuer-unknown': '办件凭据签发者须在枢纽登记 The ticket issuer must be registered with the hub',
  'ticket-signature': TICKET_AGAIN,
  'ticket-expired': TICKET_AGAIN,
  'ticket-not-yet': '办件凭据的签发时间在将来，请核对时钟 The ticket is issued in the future; check the clock',
  'ticket-too-long': '办件凭据有效期不得超过十分钟 A case ticket lives ten minutes at most',
  'ticket-other-department': '办件凭据须签发给本部门 The ticket must be made out to your department',
  'ticket-other-matter': '办件凭据须对应所述事项 The ticket must be for the stated matter',
  'ticket-other-resource': '办件凭据须含此数据资源 The ticket must name this resource',
  'ticket-other-role': '办件凭据须含此当事人角色 The ticket must name a party in this role',
  'ticket-other-party': '办件凭据须含所问当事人 The ticket must name the party asked about',
  'ticket-case-revoked': '该办件已办结或撤回 The case is closed or withdrawn',
  'ticket-key-changed': TICKET_AGAIN,
  'signature-missing':
    '此授权要求报文签名（RFC 9421，tag="onetrip"） This grant demands a message signature (RFC 9421, tag="onetrip")',
  'signature-malformed':
    'Signature-Input 与 Signature 须成对且只有一个签名 Send one pair of Signature-Input and Signature',
  'signature-incomplete':
    '签名须含 @method、@authority、@path、content-digest、content-type、所发的 idempotency-key 和查询，以及 created、keyid、至少16字符的 nonce Cover @method, @authority, @path, content-digest, content-type, and Idempotency-Key and query where sent; give created, keyid and a nonce of 16 characters or more',
  'signature-key-unknown': 'keyid 须为本系统在枢纽登记的公钥 keyid must name a public key registered for your system',
  'signature-algorithm':
    '公钥须为 P-256、Ed25519 或 2048 位以上 RSA，alg 须与之相符 The key must be P-256, Ed25519 or RSA of 2048 bits or more, and alg must fit it',
  'signature-not-yet': '签名时间在将来，请核对时钟 The signature is made in the future; check the clock',
  'signature-expired': `签名五分钟内有效；${SIGN_AGAIN}`,
  'signature-digest': 'Content-Digest 与请求体不符 Content-Digest is not that of the body',
  'signature-invalid': '签名验证不通过 The signature does not verify',
  'signature-replayed': `此签名已用过；${SIGN_AGAIN}`,
  'quota-day':
    '今日配额已用完，北京时间零点重新计数；确有需要的，由提供部门调整配额 The quota of the day is used up and begins anew at midnight in Beijing; the provider can raise it',
  'quota-second': '每秒配额已满，请稍后再问 The quota of this second is used up; ask again in the next',
  'resource-limit-day':
    '该资源今日可受理的提问已满，北京时间零点重新计数 The department takes no more questions today, from anybody; it begins anew at midnight in Beijing',
  'quota-above':
    '上级枢纽给本市的配额已用完，请按 Retry-After 所示时间再问 The quota that the other hub gives to this one is used up; ask again after Retry-After',
  'question-loops':
    '此提问已经过本枢纽，资源映射成环，请由两级数据主管部门核对 The question has passed this hub already: the resources are mapped in a circle',
  'question-hops': '此提问经过的枢纽过多 The question has passed too many hubs',
  'resource-limit-second':
    '该资源此刻提问过多，请稍后再问 The department is asked too often in this second, by all together; ask again in the next',
};

/** The registry's rules are settled with the data authority, all others with the provider. */
const whom = (snapshot: IndexedSnapshot, provider: Department | undefined): string =>
  provider
    ? `${provider.name.zh} ${provider.name.en}, ${provider.contact.office} ${provider.contact.phone}`
    : askWhom(snapshot);

const isCallerRule = (rule: DenialRule): rule is CallerRule => Object.hasOwn(CALLER_RULES, rule);

/** One of our own rules, and not somebody's text. */
export const isDenialRule = (word: string): word is DenialRule =>
  Object.hasOwn(NEEDS, word) || Object.hasOwn(CALLER_RULES, word);

export interface Denial {
  readonly rule: string;
  readonly grant?: { readonly id: string; readonly revision: number };
  readonly limit?: number;
  readonly need: string;
  readonly ask: string;
}

/** `provider` and `grant` where the rule got that far. */
export const denial = (
  snapshot: IndexedSnapshot,
  rule: DenialRule,
  { provider, grant }: { readonly provider?: Department; readonly grant?: Grant } = {},
): Denial => ({
  rule,
  ...(grant ? { grant: { id: grant.id, revision: grant.revision } } : {}),
  need: isCallerRule(rule) ? CALLER_RULES[rule] : NEEDS[rule],
  ask: whom(snapshot, provider),
});

/** exchange-denied (403), explained. */
export const denied = (...of: Parameters<typeof denial>): ProblemError =>
  problem('exchange-denied', { cause: of[1], denial: denial(...of) });
