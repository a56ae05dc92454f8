/** 事项 matters that grants and tickets name. Their steps, materials and clocks come with the case layer. */
import type { Bilingual } from '#schemas/department.ts';

export interface Matter {
  readonly id: string;
  /** Department that handles it. */
  readonly department: string;
  readonly name: Bilingual;
}

export const matters: readonly Matter[] = [
  {
    id: 'existing-house-transfer',
    department: 'one-window',
    name: { zh: '存量房转移登记（一件事）', en: 'Transfer of an existing house' },
  },
  {
    id: 'existing-house-contract',
    department: 'housing',
    name: { zh: '存量房买卖合同网签备案', en: 'Filing of the contract of an existing house' },
  },
  {
    id: 'existing-house-tax',
    department: 'taxation',
    name: { zh: '存量房交易税费申报', en: 'Tax declaration for an existing house' },
  },
  {
    id: 'new-house-tax',
    department: 'taxation',
    name: { zh: '商品房契税申报', en: 'Deed-tax declaration for a new house' },
  },
  {
    id: 'new-house-registration',
    department: 'real-estate',
    name: { zh: '国有建设用地使用权及房屋所有权转移登记（商品房）', en: 'Registration of the transfer of a new house' },
  },
  {
    id: 'catering-business-setup',
    department: 'market-supervision',
    name: { zh: '开办餐饮店（一件事）', en: 'Opening a restaurant' },
  },
  // What opening a restaurant consists of, for a company in a rented shop (2017 template).
  {
    id: 'company-setup',
    department: 'market-supervision',
    name: { zh: '公司设立登记', en: 'Company set-up' },
  },
  {
    id: 'food-licence',
    department: 'market-supervision',
    name: { zh: '食品经营许可（新办）', en: 'Food licence' },
  },
  {
    id: 'food-licence-renewal',
    department: 'market-supervision',
    name: { zh: '食品经营许可（延续）', en: 'Food licence, renewal' },
  },
  {
    id: 'fire-check',
    department: 'fire',
    name: { zh: '公众聚集场所投入使用、营业前消防安全检查', en: 'Fire safety check before opening' },
  },
  {
    id: 'shop-sign',
    department: 'city-management',
    name: { zh: '户外招牌设施设置', en: 'Shop sign' },
  },
  {
    id: 'drainage-permit',
    department: 'housing',
    name: { zh: '城镇污水排入排水管网许可', en: 'Drainage permit' },
  },
  {
    id: 'birth-registration',
    department: 'public-security',
    name: { zh: '出生登记', en: 'Entry of a birth in the household register' },
  },
  // The maternity hospital has not joined, nor the fund that repays a birth; the hall writes down what they decide.
  {
    id: 'birth-certificate',
    department: 'one-window',
    name: { zh: '出生医学证明签发（首次）', en: 'First issue of a birth certificate' },
  },
  {
    id: 'vaccination-record',
    department: 'one-window',
    name: { zh: '预防接种证办理', en: 'Vaccination record' },
  },
  {
    id: 'birth-repayment',
    department: 'one-window',
    name: { zh: '生育医疗费用报销', en: 'Repayment of the costs of a birth' },
  },
  // The fund of health insurance has not joined; the hall writes down what it decides.
  {
    id: 'resident-insurance',
    department: 'one-window',
    name: { zh: '城乡居民参保登记', en: 'Enrolment in residents’ health insurance' },
  },
  {
    id: 'social-security-card',
    department: 'human-resources',
    name: { zh: '社会保障卡申领', en: 'Social security card' },
  },
  {
    id: 'living-allowance',
    department: 'civil-affairs',
    name: { zh: '最低生活保障认定', en: 'Minimum living allowance' },
  },
  {
    id: 'marriage-registration',
    department: 'civil-affairs',
    name: { zh: '结婚登记', en: 'Registration of a marriage' },
  },
  {
    id: 'flexible-work-insurance',
    department: 'human-resources',
    name: { zh: '灵活就业人员参保登记', en: 'Insurance of those in flexible work' },
  },
  {
    id: 'public-rental',
    department: 'housing',
    name: { zh: '公共租赁住房申请', en: 'Application for public rental housing' },
  },
  {
    id: 'proof-of-housing',
    department: 'housing',
    name: { zh: '住房情况核验', en: 'Check of homes owned' },
  },
  // Bundles as a whole; what they consist of stands in city/bundles.
  {
    id: 'lodging-business-setup',
    department: 'market-supervision',
    name: { zh: '开办旅馆（一件事）', en: 'Opening a lodging' },
  },
  {
    id: 'new-house-transfer',
    department: 'one-window',
    name: { zh: '商品房转移登记（一件事）', en: 'Transfer of a new house' },
  },
  {
    id: 'newborn',
    department: 'one-window',
    name: { zh: '新生儿出生（一件事）', en: 'A child is born' },
  },
  {
    id: 'foreign-trade-setup',
    department: 'market-supervision',
    name: { zh: '外贸企业十一证（一件事）', en: 'Eleven certificates of a foreign-trade firm' },
  },
];
