/** What real estate sends to have a title certificate issued, as every test of the library starts from. */
import { CHEN_FUYING, CHEN_HOME } from '#city/cast.ts';
import type { IssueRequest } from '#schemas/certificate.ts';

export const issueRequest = (change: Partial<IssueRequest> = {}): IssueRequest => ({
  type: 'real-estate-title',
  number: '浙(2017)永康市不动产权第0012345号',
  holders: [{ name: '陈福英', code: CHEN_FUYING, codeType: '111' }],
  issuedOn: '2017-05-08',
  validFrom: '2017-05-08',
  data: {
    ownership: '单独所有',
    location: '永康市东城街道丽州中路218号3幢1单元101室',
    unitNumber: CHEN_HOME,
    rightType: '国有建设用地使用权/房屋所有权',
    rightNature: '出让/市场化商品房',
    use: '城镇住宅用地/住宅',
    area: 118.62,
    landUseUntil: '2070年3月1日止',
    otherRights: '房屋结构：钢筋混凝土结构；专有建筑面积：98.4平方米',
    notes: '无',
  },
  ...change,
});
