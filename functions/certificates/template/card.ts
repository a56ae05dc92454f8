/** card: what a person carries. A5 lying, a band of colour at the head. */
import type { Look } from './look.ts';

const [LEFT, WIDTH] = [42, 511];

export const card: Look = {
  paper: { size: 'A5', layout: 'landscape' },
  colours: {
    line: '#8fb0ad',
    hair: '#8fb0ad',
    title: '#1f5a5e',
    label: '#5a7472',
    text: '#16201f',
    tint: '#eef5f4',
    authority: '#1f5a5e',
  },
  frame: 'band',
  head: {
    title: { x: LEFT, y: 9, width: WIDTH - 90, size: 22, spacing: 4, colour: '#ffffff' },
    subtitle: { x: LEFT, y: 43, width: WIDTH - 90, size: 9, spacing: 0.6, colour: '#d8e8e6' },
    mark: { x: LEFT + WIDTH - 90, y: 24, width: 90, size: 9, align: 'right', spacing: 4, colour: '#d8e8e6' },
    number: { x: LEFT, y: 91, width: WIDTH - 130, size: 11.5 },
  },
  body: {
    x: LEFT,
    y: 116,
    width: WIDTH - 130,
    next: 94,
    bottom: 300,
    cells: {
      columns: 2,
      lines: 'none',
      label: 66,
      densities: [
        { size: 11, padding: 12 },
        { size: 10.5, padding: 8 },
        { size: 9.5, padding: 6 },
        { size: 8.5, padding: 4 },
      ],
    },
  },
  foot: {
    online: { x: LEFT + WIDTH - 100, y: 94, size: 84 },
    offline: { x: LEFT + WIDTH - 114, y: 206, size: 112 },
    authority: { x: LEFT, y: 302, width: WIDTH - 130 },
    note: { x: LEFT, y: 355, width: WIDTH, size: 7, align: 'center' },
    identity: { x: LEFT, y: 365, width: WIDTH },
    pages: { x: LEFT + WIDTH - 90, y: 44, width: 90, size: 7.5, align: 'right', colour: '#d8e8e6' },
  },
};
