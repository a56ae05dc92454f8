/** Officers 人员 of the sample city with post 岗位 and roles. Every one is invented. */
import type { Role } from '#schemas/access.ts';
import type { Officer } from '#schemas/department.ts';

const officer = (id: string, department: string, name: string, post: string, ...roles: Role[]): Officer => ({
  v: 1,
  revision: 1,
  kind: 'officer',
  id: `officer-${id}`,
  department,
  name,
  post,
  roles,
});

export const officers: readonly Officer[] = [
  officer('xu-qing', 'one-window', '徐晴', '综合窗口受理员', 'window-officer'),
  officer('ying-jie', 'one-window', '应洁', '统一出件员', 'window-officer'),
  officer('ge-lin', 'one-window', '葛琳', '大厅值班主管', 'hall-supervisor'),
  // 古山镇: four windows; each officer takes what she is certified for.
  {
    ...officer('hu-ya', 'one-window', '胡雅', '古山镇公安窗口受理员', 'window-officer'),
    place: 'gushan',
    takes: ['identity-card-first', 'identity-card-renewal', 'identity-card-loss', 'birth-registration'],
  },
  {
    ...officer('lv-ning', 'one-window', '吕宁', '古山镇社会事务窗口受理员', 'window-officer'),
    place: 'gushan',
    takes: ['senior-card', 'disability-card'],
  },
  // 检测机构服务点: no officer of the hall, and takes no case.
  {
    ...officer('tong-jie', 'one-window', '童洁', '检测机构服务点报送员', 'intermediary-officer'),
    place: 'testing-firm',
  },
  officer('shen-yue', 'one-window', '沈悦', '个人数据查询受理岗', 'citizen-service-officer'),
  officer('hu-min', 'market-supervision', '胡敏', '登记审批岗', 'approval-officer'),
  officer('zhou-ke', 'market-supervision', '周可', '制证岗', 'certificate-issuer'),
  officer('kong-yue', 'market-supervision', '孔悦', '食品经营许可审批岗', 'approval-officer'),
  officer('cheng-lan', 'real-estate', '程兰', '不动产登记审核岗', 'approval-officer'),
  officer('lu-hao', 'real-estate', '卢昊', '不动产制证岗', 'certificate-issuer'),
  officer('xia-yu', 'real-estate', '夏雨', '数据资源管理岗', 'catalogue-manager', 'approval-officer'),
  officer('shi-wei', 'taxation', '施伟', '契税审核岗', 'approval-officer'),
  officer('lv-fang', 'public-security', '吕芳', '户籍审批岗', 'approval-officer', 'certificate-issuer'),
  officer('lou-yun', 'housing', '楼芸', '房屋交易审批岗', 'approval-officer'),
  officer('chi-jing', 'housing', '池静', '排水许可审批岗', 'approval-officer'),
  officer('huang-yi', 'civil-affairs', '黄怡', '婚姻登记岗', 'approval-officer', 'certificate-issuer'),
  officer('jin-tao', 'health', '金涛', '卫生许可审批岗', 'approval-officer', 'certificate-issuer'),
  officer('tao-ran', 'health', '陶然', '妇幼档案管理岗', 'entry-officer'),
  officer('yu-qin', 'health', '俞琴', '妇幼档案复核岗', 'entry-officer', 'catalogue-manager'),
  officer('ma-lin', 'human-resources', '马琳', '社保经办窗口', 'window-officer'),
  officer('mao-jun', 'human-resources', '毛骏', '社保卡审批岗', 'approval-officer'),
  officer('fang-yuan', 'fire', '方圆', '消防安全检查岗', 'approval-officer'),
  officer('zhang-ting', 'housing-fund', '章婷', '公积金缴存审批岗', 'approval-officer'),
  officer('luo-yi', 'city-management', '骆毅', '户外招牌审批岗', 'approval-officer'),
  officer('zhu-ning', 'data-authority', '朱宁', '登记管理岗', 'registry-manager'),
  officer('li-yan', 'data-authority', '李燕', '共享授权管理岗', 'catalogue-manager'),
  officer('tong-bo', 'data-authority', '童博', '数据共享监督岗', 'supervisor'),
];
