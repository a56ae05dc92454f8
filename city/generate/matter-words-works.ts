/** What bodies decide on about trade, land and works, for the generated part of the catalogue. */
import { of, type Thing } from './matter-word.ts';

export const worksThings: readonly Thing[] = [
  ...of(
    'market-supervision',
    '01',
    `食品生产许可 | Food production licence
    食品小作坊登记 | Registration of a food workshop
    特种设备使用登记 | Registration of special equipment
    计量标准器具核准 | Approval of measuring standards
    检验检测机构资质 | Qualification of a testing body | expert-review
    特种设备作业人员资格 | Operator of special equipment | examination
    重要工业产品生产许可 | Production licence of industrial goods
    广告发布登记 | Registration of advertising`,
  ),
  ...of(
    'development-reform',
    '01',
    `固定资产投资节能审查 | Energy review of an investment | expert-review
    政府投资项目建议书审批 | Approval of a public project
    政府投资项目初步设计审批 | Preliminary design of a public project | expert-review
    粮食收购资格 | Licence to buy grain
    价格认定 | Finding of a price
    石油天然气管道保护范围施工 | Works near a pipeline | major-safety`,
  ),
  ...of(
    'economy',
    '10',
    `技术改造项目备案 | Filing of a technical renewal
    民用爆炸物品销售许可 | Sale of civil explosives | major-safety
    中小企业服务示范平台认定 | Recognised platform for small firms | expert-review
    企业技术中心认定 | Recognised technical centre | expert-review
    无线电台执照 | Radio station licence`,
  ),
  ...of(
    'housing',
    '01',
    `商品房预售许可 | Advance sale of new houses
    房地产开发企业资质 | Qualification of a developer
    建筑业企业资质 | Qualification of a builder
    燃气经营许可 | Gas supply licence
    燃气设施改动审批 | Change of gas works | major-safety
    城市绿化用地临时占用 | Temporary use of green land
    房屋建筑工程竣工验收备案 | Filing of finished buildings | completion-acceptance
    市政设施建设工程竣工验收 | Acceptance of municipal works | completion-acceptance
    特种作业人员操作资格 | Operator on a building site | examination`,
  ),
  ...of(
    'real-estate',
    '07',
    `国有建设用地使用权首次登记 | First registration of land
    房屋所有权更正登记 | Correction of a title
    预告登记 | Notice of a future right
    异议登记 | Registration of an objection
    地役权登记 | Easement
    建设用地使用权出让 | Grant of land | auction
    采矿权出让登记 | Grant of a mining right | auction`,
  ),
  ...of(
    'planning',
    '01',
    `建设项目选址意见书 | Opinion on a site
    建设用地规划许可 | Land planning permit
    建设工程规划许可 | Works planning permit
    乡村建设规划许可 | Village planning permit
    建设工程规划核实 | Check of finished works against the plan | completion-acceptance
    临时建设规划许可 | Temporary works permit`,
  ),
  ...of(
    'city-management',
    '01',
    `建筑垃圾处置核准 | Disposal of building waste
    城市道路挖掘 | Digging up a city road
    大型户外广告设置 | Large outdoor advertisement
    临时占道停车 | Parking on the road
    城市照明设施迁移 | Moving street lights`,
  ),
  ...of(
    'ecology',
    '01',
    `排污许可 | Discharge permit
    危险废物经营许可 | Hazardous waste licence | expert-review
    辐射安全许可 | Radiation safety licence | expert-review
    入河排污口设置 | Outfall into a river
    建设项目竣工环保验收 | Environmental acceptance of works | completion-acceptance`,
  ),
  ...of(
    'water',
    '01',
    `取水许可 | Permit to take water
    水土保持方案审批 | Soil conservation plan | expert-review
    河道管理范围内建设 | Works in a river
    水利工程竣工验收 | Acceptance of water works | completion-acceptance
    供水单位卫生许可 | Water supplier
    农村集体经济组织修建水库 | Village reservoir`,
  ),
  ...of(
    'agriculture',
    '01',
    `农药经营许可 | Trade in pesticides
    兽药经营许可 | Trade in veterinary drugs
    动物诊疗许可 | Animal clinic
    种子生产经营许可 | Seed licence
    林木采伐许可 | Felling licence
    拖拉机驾驶证 | Tractor driver | examination
    渔业捕捞许可 | Fishing licence
    动物防疫条件合格证 | Fit for animals`,
  ),
  ...of(
    'transport',
    '01',
    `道路货物运输经营许可 | Road haulage
    道路旅客运输经营许可 | Road passengers
    出租汽车经营许可 | Taxi licence
    机动车维修经营备案 | Vehicle repair
    超限运输车辆通行 | Oversize vehicles
    涉路施工许可 | Works at a road
    公路工程竣工验收 | Acceptance of road works | completion-acceptance
    道路运输从业人员资格 | Professional driver | examination`,
  ),
];
