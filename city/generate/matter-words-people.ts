/** What bodies decide on about people, safety and money, for the generated part of the catalogue. */
import { of, type Thing } from './matter-word.ts';

export const peopleThings: readonly Thing[] = [
  ...of(
    'health',
    '01',
    `医疗机构执业许可 | Licence of a hospital
    放射诊疗许可 | Radiology
    饮用水供水卫生许可 | Drinking water
    护士执业注册 | Registration of a nurse
    医师执业注册 | Registration of a doctor
    母婴保健技术服务许可 | Care of mothers and infants | expert-review
    乡村医生执业注册 | Village doctor | examination`,
  ),
  ...of(
    'public-security',
    '01',
    `边境管理区通行证 | Pass to a border zone
    烟花爆竹道路运输许可 | Transport of fireworks | major-safety
    大型群众性活动许可 | Large public event | major-safety
    保安员资格 | Security guard | examination
    典当业特种行业许可 | Pawn shop
    易制毒化学品购买备案 | Precursor chemicals
    居住证申领 | Residence permit`,
  ),
  ...of(
    'fire',
    '07',
    `建设工程消防验收 | Fire acceptance of works | completion-acceptance
    消防技术服务机构备案 | Filing of fire services
    易燃易爆场所消防检查 | Fire check of dangerous places | major-safety`,
  ),
  ...of(
    'civil-affairs',
    '05',
    `特困人员供养 | Support of persons without means
    临时救助 | Emergency help
    孤儿基本生活保障 | Support of orphans
    高龄津贴 | Allowance of the very old
    社会团体登记 | Registration of an association
    养老机构备案 | Filing of a care home
    地名命名 | Naming of places`,
  ),
  ...of(
    'human-resources',
    '20',
    `职业培训补贴 | Training grant
    就业困难人员认定 | Persons hard to employ
    创业担保贷款 | Loan to found a firm
    人力资源服务许可 | Employment agency
    劳务派遣经营许可 | Labour dispatch
    工伤认定 | Work injury
    失业保险金申领 | Unemployment benefit
    职业技能鉴定 | Trade test | examination
    民办职业培训学校设立 | Training school | expert-review`,
  ),
  ...of(
    'finance',
    '10',
    `政府采购供应商登记 | Public supplier
    代理记账许可 | Bookkeeping agency
    非税收入票据领用 | Receipt forms
    会计专业技术资格 | Accountant's title | examination`,
  ),
  ...of(
    'education',
    '01',
    `民办学校设立 | Private school | expert-review
    校车使用许可 | School bus
    教师资格认定 | Teacher's certificate | examination
    中小学转学 | Change of school
    学前教育机构登记 | Kindergarten
    助学金申请 | Study grant`,
  ),
  ...of(
    'culture',
    '01',
    `营业性演出许可 | Public performance
    互联网上网服务许可 | Internet cafe
    娱乐场所经营许可 | Place of entertainment
    出版物零售许可 | Bookshop
    文物保护范围施工 | Works near a monument | expert-review
    高危险性体育项目经营 | Dangerous sports
    旅行社分社备案 | Branch of a travel agency
    导游证核发 | Tour guide | examination`,
  ),
  ...of(
    'commerce',
    '10',
    `成品油零售经营 | Petrol station
    单用途预付卡备案 | Prepaid cards
    二手车交易市场备案 | Used-car market
    外商投资企业信息报告 | Report of foreign capital
    酒类流通备案 | Trade in alcohol`,
  ),
  ...of(
    'emergency',
    '01',
    `危险化学品经营许可 | Dangerous chemicals | major-safety
    烟花爆竹零售许可 | Fireworks shop
    安全生产许可 | Work safety licence | major-safety
    特种作业操作证 | Dangerous work | examination
    生产安全预案备案 | Filing of an emergency plan`,
  ),
  ...of(
    'weather',
    '01',
    `气象探测环境保护 | Protection of weather stations
    防雷设计审核 | Design of lightning protection
    气象信息服务备案 | Weather services`,
  ),
  ...of(
    'tobacco',
    '01',
    `烟草专卖零售许可证变更 | Tobacco licence of other content
    烟草制品准运 | Transport of tobacco
    烟草专卖批发许可 | Tobacco wholesale`,
  ),
  ...of(
    'civil-defence',
    '01',
    `人防工程建设审批 | Civil defence works
    人防工程竣工验收 | Acceptance of civil defence works | completion-acceptance
    人防工程拆除 | Removal of civil defence works`,
  ),
  ...of(
    'archives',
    '20',
    `档案查阅 | Reading of archives
    重点项目档案验收 | Acceptance of project archives | completion-acceptance
    档案捐赠 | Gift of archives`,
  ),
  ...of(
    'religion',
    '01',
    `宗教活动场所登记 | Place of worship
    清真食品标识 | Halal mark
    民族成份变更 | Change of nationality entry`,
  ),
  ...of(
    'disabled-federation',
    '20',
    `残疾人辅助器具适配 | Aids for the disabled
    残疾人就业扶持 | Work for the disabled
    残疾儿童康复救助 | Rehabilitation of children`,
  ),
  ...of(
    'traffic-police',
    '20',
    `机动车注册登记 | Registration of a vehicle
    机动车检验合格标志 | Inspection mark
    驾驶证审验 | Review of a driving licence
    机动车驾驶证初领 | First driving licence | examination
    货车通行证 | Pass for lorries`,
  ),
  ...of(
    'taxation',
    '20',
    `增值税专用发票领用 | VAT invoice forms
    车辆购置税申报 | Vehicle tax
    税务登记变更 | Change of tax registration
    出口退税申报 | Export refund
    印花税申报 | Stamp duty`,
  ),
  ...of(
    'housing-fund',
    '20',
    `公积金贷款 | Housing fund loan
    公积金提取 | Withdrawal from the housing fund
    公积金缴存登记 | Enrolment in the housing fund
    公积金异地转移 | Transfer of the housing fund`,
  ),
  ...of(
    'health-insurance',
    '05',
    `异地就医备案 | Treatment elsewhere
    门诊慢特病认定 | Long illness
    医保关系转移 | Transfer of health insurance
    医疗救助 | Medical help`,
  ),
  ...of(
    'utilities',
    '20',
    `用水报装 | New water supply
    用电报装 | New power supply
    用气报装 | New gas supply`,
  ),
  ...of(
    'customs',
    '10',
    `进口货物减免税 | Relief from duty
    出口食品生产企业备案 | Exporter of food
    原产地证书签证 | Certificate of origin`,
  ),
  ...of(
    'hospital',
    '20',
    `出生医学证明换发 | Reissue of a birth certificate
    孕产妇健康建档 | File of an expectant mother`,
  ),
  ...of(
    'central-bank',
    '10',
    `企业征信查询 | Credit report of a firm
    个人征信查询 | Credit report of a person
    残损人民币兑换 | Exchange of damaged notes`,
  ),
];
