/** statement: what was paid or recorded. A4 upright, as bookkeeping forms are: a table, the total in words, no ornament. */
import type { Look } from './look.ts';

const [LEFT, WIDTH] = [56, 483];

export const statement: Look = {
  paper: { size: 'A4', layout: 'portrait' },
  colours: {
    line: '#52657a',
    hair: '#8fa0b2',
    title: '#1d3557',
    label: '#4a5a6b',
    text: '#16202b',
    tint: '#eef3f8',
    authority: '#1d3557',
  },
  frame: 'ledger',
  head: {
    mark: { x: LEFT, y: 62, width: WIDTH, size: 9, align: 'center', spacing: 6 },
    title: { x: LEFT, y: 80, width: WIDTH, size: 28, align: 'center', spacing: 6 },
    subtitle: { x: LEFT, y: 122, width: WIDTH, size: 10, align: 'center', spacing: 0.6 },
    number: { x: LEFT, y: 152, width: WIDTH, size: 11.5, align: 'right', colour: '#a8201a' },
  },
  body: {
    x: LEFT,
    y: 178,
    width: WIDTH,
    next: 76,
    bottom: 612,
    cells: {
      columns: 2,
      lines: 'grid',
      label: 92,
      densities: [
        { size: 10, padding: 15 },
        { size: 9.5, padding: 11 },
        { size: 9, padding: 7 },
      ],
    },
  },
  foot: {
    online: { x: 57.6, y: 626.4, size: 108 },
    offline: { x: 182.4, y: 626.4, size: 108 },
    authority: { x: LEFT + 240, y: 638, width: WIDTH - 240 },
    note: { x: LEFT, y: 750, width: WIDTH, size: 7.5, align: 'center' },
    identity: { x: LEFT, y: 761, width: WIDTH },
    pages: { x: LEFT, y: 781, width: WIDTH, size: 7.5, align: 'center' },
  },
};
