/** The fonts that travel beside the bundle (infra/functions.ts). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Fonts, fontsOf } from './fonts.ts';

export const fontsBeside = (): Fonts => {
  const font = (name: string) => readFileSync(join(__dirname, name));
  return fontsOf(font('font.ttf'), font('font-jp.ttf'), font('font-hk.ttf'));
};
