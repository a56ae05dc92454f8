/** licence: permits that hang on a wall. A4 lying, a wide border of waves, labels in two columns. */
import type { Look } from './look.ts';

const [LEFT, WIDTH] = [88, 666];

export const licence: Look = {
  paper: { size: 'A4', layout: 'landscape' },
  colours: {
    line: '#b3873e',
    hair: '#e3cfa4',
    title: '#1c1714',
    label: '#7a6242',
    text: '#1c1714',
    tint: '#fbf4e3',
    authority: '#1c1714',
  },
  frame: 'waves',
  head: {
    mark: { x: LEFT, y: 72, width: WIDTH, size: 9, align: 'center', spacing: 6 },
    title: { x: LEFT + 110, y: 88, width: WIDTH - 220, size: 44, align: 'center', spacing: 14 },
    subtitle: { x: LEFT, y: 150, width: WIDTH, size: 10.5, align: 'center', spacing: 1 },
    number: { x: LEFT, y: 180, width: WIDTH, size: 12.5 },
  },
  body: {
    x: LEFT,
    y: 212,
    width: WIDTH,
    next: 84,
    bottom: 384,
    cells: {
      columns: 2,
      lines: 'none',
      label: 112,
      densities: [
        { size: 13, padding: 16 },
        { size: 12, padding: 12 },
        { size: 11, padding: 8 },
        { size: 10, padding: 5 },
      ],
    },
  },
  foot: {
    online: { x: LEFT, y: 412, size: 78 },
    offline: { x: LEFT + 98, y: 390, size: 104 },
    authority: { x: LEFT + WIDTH - 300, y: 420, width: 300 },
    note: { x: LEFT + 222, y: 490, width: WIDTH - 222, size: 7.5, align: 'right' },
    identity: { x: LEFT, y: 513, width: WIDTH },
    pages: { x: LEFT, y: 74, width: WIDTH, size: 7.5, align: 'right' },
  },
};
