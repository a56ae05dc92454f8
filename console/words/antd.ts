/** What Ant Design says by itself. Always given: a page whose locale comes and goes would be drawn anew, and forget what was typed. */
const zh = {
  locale: 'zh-cn',
  global: { placeholder: '请选择', close: '关闭' },
  Pagination: {
    items_per_page: '条/页',
    jump_to: '跳至',
    jump_to_confirm: '确定',
    page: '页',
    prev_page: '上一页',
    next_page: '下一页',
    prev_5: '向前 5 页',
    next_5: '向后 5 页',
    prev_3: '向前 3 页',
    next_3: '向后 3 页',
    page_size: '每页条数',
  },
  Modal: { okText: '确定', cancelText: '取消', justOkText: '知道了' },
  Empty: { description: '暂无数据' },
};

const en = {
  locale: 'en',
  global: { placeholder: 'Please select', close: 'Close' },
  Pagination: {
    items_per_page: '/ page',
    jump_to: 'Go to',
    jump_to_confirm: 'confirm',
    page: 'Page',
    prev_page: 'Previous page',
    next_page: 'Next page',
    prev_5: 'Previous 5 pages',
    next_5: 'Next 5 pages',
    prev_3: 'Previous 3 pages',
    next_3: 'Next 3 pages',
    page_size: 'Lines a page',
  },
  Modal: { okText: 'OK', cancelText: 'Cancel', justOkText: 'OK' },
  Empty: { description: 'Nothing' },
};

export const antdWords = { zh, en } as const;
