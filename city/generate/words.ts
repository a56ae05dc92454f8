/** Words from which names and addresses are made. Streets and villages exist or could; house numbers, people and firms are invented. */
export const SURNAMES = [
  ...'胡胡胡陈陈陈王王王李李徐徐应应吕吕程程朱朱施施章章周周吴吴黄黄金楼叶卢方俞夏倪池马贾颜何',
] as unknown as readonly [string, ...string[]];

export const GIVEN = {
  male: [
    '建国',
    '志强',
    '伟',
    '俊杰',
    '浩然',
    '国平',
    '永明',
    '晓峰',
    '文斌',
    '子轩',
    '宏达',
    '立新',
    '康',
    '明辉',
    '振华',
    '宇航',
    '春生',
    '海波',
    '家豪',
    '锦程',
  ],
  female: [
    '秀英',
    '丽',
    '晓燕',
    '美华',
    '雅婷',
    '玉兰',
    '静',
    '思琪',
    '慧敏',
    '春兰',
    '巧云',
    '婷婷',
    '雪梅',
    '欣怡',
    '爱珍',
    '梦洁',
    '红霞',
    '诗涵',
    '月仙',
    '佳慧',
  ],
} as const;

/** 街道 and 镇 with their cadastral zone 地籍区; collective land lies in the towns. */
export const TOWNS = [
  { name: '东城街道', zone: '001', streets: ['丽州中路', '金城路', '胜利街'], rural: false },
  { name: '西城街道', zone: '002', streets: ['溪心路', '九铃西路', '永拖路'], rural: false },
  { name: '江南街道', zone: '003', streets: ['金胜路', '五湖路', '南苑路'], rural: false },
  { name: '古山镇', zone: '101', streets: ['古山三村', '胡库下村', '金江龙村'], rural: true },
  { name: '方岩镇', zone: '102', streets: ['橙麓村', '派溪村', '岩下街'], rural: true },
  { name: '龙山镇', zone: '103', streets: ['桥下村', '太平村', '四路口村'], rural: true },
  { name: '唐先镇', zone: '104', streets: ['唐先一村', '石桥头村', '太平新村'], rural: true },
  { name: '象珠镇', zone: '105', streets: ['象珠一村', '清渭街村', '峡源村'], rural: true },
  { name: '芝英镇', zone: '106', streets: ['芝英一村', '油川村', '柿后村'], rural: true },
  { name: '石柱镇', zone: '107', streets: ['石柱街', '下里溪村', '前仓路'], rural: true },
  { name: '花街镇', zone: '108', streets: ['花街村', '杨公村', '倪宅村'], rural: true },
] as const;
export type Town = (typeof TOWNS)[number];

export const FIRM_WORDS = [
  '宏达',
  '永丰',
  '鑫盛',
  '康达',
  '飞鹰',
  '金鼎',
  '瑞丰',
  '方圆',
  '华业',
  '恒泰',
  '龙腾',
  '春晖',
  '正阳',
  '万里',
  '天行',
  '博远',
] as const;
export const TRADES = [
  { word: '五金', business: '五金制品制造、销售' },
  { word: '门业', business: '防盗安全门制造、销售' },
  { word: '杯业', business: '保温杯制造、销售' },
  { word: '电动工具', business: '电动工具制造、销售' },
  { word: '休闲车业', business: '电动滑板车制造、销售' },
  { word: '厨具', business: '厨房用具制造、销售' },
  { word: '贸易', business: '货物进出口' },
] as const;
export const SHOPS = [
  { word: '餐饮店', business: '餐饮服务' },
  { word: '便利店', business: '食品、日用百货零售' },
  { word: '理发店', business: '理发服务' },
  { word: '五金店', business: '五金零售' },
  { word: '服装店', business: '服装零售' },
] as const;
