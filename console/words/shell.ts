/** What stands around every page. */
import type { Words } from '../language.ts';

export const shell = {
  product: { zh: '数据跑腿', en: 'OneTrip' },
  desk: { zh: '工作人员工作台', en: 'Officers’ desk' },
  motto: { zh: '让数据多跑路，让群众少跑腿', en: 'The data makes the trip, so the citizen does not have to' },
  signIn: { zh: '统一身份认证登录', en: 'Sign in with the city’s sign-in' },
  signInNote: {
    zh: '使用本单位的政务账号登录。查到什么、为哪个办件而查，都会记录在案，群众可以查询。',
    en: 'Sign in with your office account. What you look at, and for which case, is recorded; citizens can ask for it.',
  },
  noAccount: {
    zh: '没有账号或无法登录？请联系本单位的登记管理员。',
    en: 'No account, or cannot sign in? Ask your department’s registry manager.',
  },
  over: { zh: '登录已到期，请重新登录。', en: 'Your sign-in is over. Please sign in again.' },
  failed: {
    zh: '登录未成功，请再试一次。多次不成功时，请联系本单位的登记管理员。',
    en: 'Sign-in did not succeed. Please try again; if it keeps failing, ask your registry manager.',
  },
  unreachable: {
    zh: '登录服务暂时无法访问，请稍后再试。',
    en: 'The sign-in service cannot be reached now. Please try again in a moment.',
  },
  left: { zh: '您已退出登录。', en: 'You have signed out.' },
  signOut: { zh: '退出', en: 'Sign out' },
  skip: { zh: '跳到正文', en: 'Skip to content' },
  navigation: { zh: '主导航', en: 'Main navigation' },
  groupDesk: { zh: '工作台', en: 'Desk' },
  groupCases: { zh: '办件', en: 'Cases' },
  groupCertificates: { zh: '电子证照', en: 'Certificates' },
  groupCitizens: { zh: '群众服务', en: 'For citizens' },
  help: { zh: '咨询', en: 'Help' },
  interface: { zh: '接口说明', en: 'Interface' },
  publicVerify: { zh: '公众核验页', en: 'Public verification' },
  loading: { zh: '正在载入…', en: 'Loading…' },
  again: { zh: '再试一次', en: 'Try again' },
  renewTitle: { zh: '登录已到期', en: 'Your sign-in is over' },
  renewSoon: { zh: '登录即将到期', en: 'Your sign-in ends soon' },
  renewText: {
    zh: '续期会打开一个小窗口，本页内容不会丢失。',
    en: 'Renewing opens a small window; nothing on this page is lost.',
  },
  renew: { zh: '续期', en: 'Renew' },
  renewFailed: {
    zh: '续期未成功。如果浏览器拦截了弹出窗口，请允许后再试。',
    en: 'Could not renew. If the browser blocked the window, allow it and try again.',
  },
  noSuchPage: { zh: '没有这个页面', en: 'There is no such page' },
  noSuchPageText: {
    zh: '地址可能有误，请从导航进入。',
    en: 'The address may be wrong. Please use the navigation.',
  },
  renewed: { zh: '这一页没有载入', en: 'This page could not be loaded' },
  renewedText: {
    zh: '网络中断，或工作台刚刚更新。请刷新页面；不需要重新输入密码。',
    en: 'The network failed, or the desk has just been renewed. Reload it; no password is needed.',
  },
  reload: { zh: '刷新', en: 'Reload' },
  notYours: { zh: '您的岗位不办理这项业务', en: 'This is not part of your post' },
  notYoursText: {
    zh: '如果应当由您办理，请本单位登记管理员为您登记相应的角色。',
    en: 'If it should be, ask your registry manager to register the role for you.',
  },
} as const satisfies Record<string, Words>;
