/** Examples of cases: one opened, and each act that somebody does; invented people only. What time does by itself nobody sends. */
const day = '2026-11-27';
const file = 'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg';
const onBehalf = 'wang';
const [task, reason, basis] = ['food-licence', '材料与现场不符', '食品经营许可管理办法'];
const officers = ['officer-kong-yue', 'officer-fang-yuan'];
const photos = [file];

/** By act, without its name. */
const acts: Readonly<Record<string, object>> = {
  amend: { form: { 'food.area': 68 }, onBehalf },
  'ask-pre-check': { onBehalf },
  'pre-check': { passed: false, remarks: ['布局图缺比例尺'] },
  'hand-in': { materials: [{ material: 'food-licence/layout', medium: 'electronic', files: [file] }], onBehalf },
  file: { onBehalf },
  'join-application': { agreed: { 'house.price': 1_200_000 }, onBehalf: 'seller' },
  'take-reports': { onBehalf },
  'note-visit': { party: onBehalf, place: 'yongkang-hall', reason: '递交申请材料' },
  'waive-material': { material: 'shop-sign/picture', reason: '窗口现场拍摄' },
  withdraw: { reason: '改期开业', onBehalf },
  'give-notice': { items: [{ item: 'food-licence/layout', what: '缺比例尺' }], due: day },
  accept: { promises: ['shop-sign/picture'] },
  refuse: { reason: '不属于本级受理', basis: '行政许可法第三十二条' },
  'extend-promise': { material: 'shop-sign/picture', due: day, reason: '图文店停业' },
  'revoke-acceptance': { reason, basis: '浙江省保障“最多跑一次”改革规定第十一条' },
  'lift-tolerance-bar': { reason: '延误非申请人所致' },
  begin: { task },
  'give-opinion': { task, opinion: 'agree', text: '布局符合要求' },
  'return-task': { task, items: [{ item: 'food-licence/layout', what: '与现场不符' }], due: day },
  'resume-task': { task },
  decide: { task, decision: 'deny', reason, basis },
  'record-result': {
    ...{
      task,
      result: { document: { number: '永食许2026-0123', name: { zh: '食品经营许可证', en: 'Food licence' } } },
    },
  },
  'add-party': {
    task: 'company-setup',
    party: {
      id: 'firm',
      role: 'applicant',
      code: '91330784MA000TE13N',
      name: '永康样例餐饮有限公司',
      ground: '本次登记',
    },
  },
  'add-fact': {
    party: onBehalf,
    receipt: {
      exchange: '0198f3a2-7c1e-4d55-9b7a-3f1f5f0c2a11',
      case: '330784-20261120-W00000001-3',
      ...{ matter: task, consumer: 'market-supervision', resource: 'health/worker-health', resourceVersion: 1 },
      ...{ party: 'applicant', fields: ['/fit'], found: true, answeredAt: '2026-11-20T09:30:00+08:00' },
      proof: `1.${file}`,
    },
    answer: { fit: true },
  },
  'fact-failed': {
    ...{ matter: task, resource: 'health/worker-health', party: onBehalf, cause: 'department-unavailable' },
  },
  'settle-fact': { failure: 0, way: 'manual-check', note: '电话核实' },
  'confirm-prefill': { fields: ['person.name'], typed: { 'food.area': 68 }, onBehalf },
  'dispute-fact': {
    ...{ fact: '0198f3a2-7c1e-4d55-9b7a-3f1f5f0c2a11', fields: ['/name'], material: 'food-licence/name-proof' },
    ...{ reason: '姓名已变更', onBehalf },
  },
  'check-identity': { party: onBehalf, device: { id: 'face-1', version: '3.2' }, score: 0.93 },
  'confirm-identity': { party: onBehalf, same: true, note: '核对证件照片' },
  'reckon-levies': {
    task: 'existing-house-tax',
    sale: {
      ...{ priceFen: 120_000_000, area: 8_950, use: 'home', buyerHomes: 1, heldYears: 6 },
      ...{ sellerOnlyHome: true, furtherCopies: 0 },
    },
  },
  'record-payment': {
    task: 'existing-house-tax',
    receipts: [
      { number: '税票2026-1', collector: 'taxation', fen: 1_800_000 },
      { number: '非税2026-1', collector: 'real-estate', fen: 8_000 },
    ],
  },
  'pause-clock': { task, reason: 'hearing', told: 10 },
  'resume-clock': { task },
  'extend-clock': { task, role: 'legal', length: 10, leave: '局长', reason: '案情复杂' },
  recount: { years: ['2026'], reason: '放假安排调整' },
  'set-inspection': { task, at: '2026-11-24T09:30:00+08:00', place: '经营场所' },
  inspect: { task, officers, items: [{ item: 'kitchen', name: '厨房布局', found: 'passed', photos }] },
  'sign-inspection': { task },
  'notify-inspection': { task, due: day },
  'sign-commitment': { task: 'fire-check', party: onBehalf, file, onBehalf },
  'check-commitment': { task: 'fire-check', officers, found: 'passed', text: '与承诺一致', photos },
  'revoke-commitment': {
    task: 'fire-check',
    reason: '整改后仍不符合',
    basis: '浙江省保障“最多跑一次”改革规定第十四条',
  },
  'lift-bar': { task: 'fire-check', reason: '信用修复完成' },
  consult: { task, of: { department: 'housing' }, question: '是否影响结构安全', reason: '改动隔墙', due: day },
  'answer-consultation': { task, consultation: 1, opinion: 'no-objection', text: '不影响' },
  reassign: { task, officer: 'officer-hu-min', from: day, reason: '轮岗' },
  remind: { task, text: '请于今日办结' },
  'correct-decision': { task, decision: 'approve', cause: 'fact', reason: '核对后符合', basis },
  'choose-output': { rule: 'partial', onBehalf },
  'put-out': {},
  deliver: { way: 'window', to: onBehalf },
  close: {},
};

export const caseExamples = {
  openCase: {
    request: {
      ...{ subject: { matter: 'flexible-work-insurance' }, channel: 'window', place: 'yongkang-hall', answers: {} },
      parties: [{ id: 'li', role: 'applicant', code: '330784198802039985', name: '李娜' }],
      form: { 'person.phone': '0579-00000199', 'insurance.grade': '60%' },
      onBehalf: 'li',
    },
  },
  actOnCase: { requests: Object.fromEntries(Object.entries(acts).map(([act, said]) => [act, { act, ...said }])) },
};
