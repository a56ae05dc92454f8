/** plain: whatever has no page of its own. A4 upright, gold frame, one label a line. */
import type { Look } from './look.ts';

const [LEFT, WIDTH] = [76, 443];

export const plain: Look = {
  paper: { size: 'A4', layout: 'portrait' },
  colours: {
    line: '#b08d57',
    hair: '#dccfb8',
    title: '#a8201a',
    label: '#6b5b4b',
    text: '#1f1a17',
    tint: '#faf5ea',
    authority: '#a8201a',
  },
  frame: 'corners',
  head: {
    mark: { x: LEFT, y: 70, width: WIDTH, size: 9, align: 'center', spacing: 6 },
    title: { x: LEFT, y: 92, width: WIDTH, size: 31, align: 'center', spacing: 6 },
    subtitle: { x: LEFT, y: 142, width: WIDTH, size: 10, align: 'center', spacing: 0.6 },
    rule: { x: LEFT, y: 168, width: WIDTH },
    number: { x: LEFT, y: 182, width: WIDTH, size: 12.5, align: 'center', alone: true },
  },
  body: {
    x: LEFT,
    y: 212,
    width: WIDTH,
    next: 84,
    bottom: 612,
    cells: {
      columns: 1,
      lines: 'rule',
      label: 118,
      densities: [
        { size: 11.5, padding: 12 },
        { size: 10.5, padding: 8.5 },
        { size: 9.5, padding: 6 },
      ],
    },
  },
  foot: {
    online: { x: LEFT + 2, y: 630, size: 108 },
    offline: { x: LEFT + 128, y: 630, size: 108 },
    authority: { x: LEFT + 236, y: 634, width: WIDTH - 236 },
    note: { x: LEFT, y: 756, width: WIDTH, size: 7.5, align: 'center' },
    identity: { x: LEFT, y: 767, width: WIDTH },
    pages: { x: LEFT, y: 788, width: WIDTH, size: 7.5, align: 'center' },
  },
};
