/** title: registered rights. A4 upright, the deep red of the register's covers, a ruled form of labels and texts. */
import type { Look } from './look.ts';

const [LEFT, WIDTH] = [72, 451];

export const title: Look = {
  paper: { size: 'A4', layout: 'portrait' },
  colours: {
    line: '#9b4a41',
    hair: '#c08d86',
    title: '#8b1a1a',
    label: '#7a4038',
    text: '#1f1a17',
    tint: '#fbf1ee',
    authority: '#8b1a1a',
  },
  frame: 'corners',
  head: {
    mark: { x: LEFT, y: 64, width: WIDTH, size: 9, align: 'center', spacing: 6 },
    title: { x: LEFT, y: 82, width: WIDTH, size: 32, align: 'center', spacing: 8 },
    subtitle: { x: LEFT, y: 130, width: WIDTH, size: 10, align: 'center', spacing: 0.6 },
    number: { x: LEFT, y: 160, width: WIDTH, size: 13, align: 'center', alone: true },
  },
  body: {
    x: LEFT,
    y: 192,
    width: WIDTH,
    next: 84,
    bottom: 616,
    cells: {
      columns: 2,
      lines: 'grid',
      label: 88,
      densities: [
        { size: 11, padding: 20 },
        { size: 10.5, padding: 14 },
        { size: 9.5, padding: 10 },
      ],
    },
  },
  foot: {
    online: { x: LEFT, y: 630, size: 108 },
    offline: { x: LEFT + 126, y: 630, size: 108 },
    authority: { x: LEFT + 246, y: 640, width: WIDTH - 246 },
    note: { x: LEFT, y: 756, width: WIDTH, size: 7.5, align: 'center' },
    identity: { x: LEFT, y: 767, width: WIDTH },
    pages: { x: LEFT, y: 788, width: WIDTH, size: 7.5, align: 'center' },
  },
};
