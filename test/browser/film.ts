/** What a camera sees: a QR code, held still. */
import { writeFileSync } from 'node:fs';
import QRCode from 'qrcode';

const [WIDTH, HEIGHT, FRAMES] = [640, 480, 5];
const QUIET = 4;

/** A film (YUV4MPEG2, 4:2:0) of one code on white. */
export const filmOf = (text: string, path: string): void => {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const scale = Math.floor(HEIGHT / (modules.size + 2 * QUIET));
  const [left, top] = [(WIDTH - modules.size * scale) >> 1, (HEIGHT - modules.size * scale) >> 1];
  const light = Buffer.alloc(WIDTH * HEIGHT, 235);
  for (let y = 0; y < modules.size * scale; y += 1)
    for (let x = 0; x < modules.size * scale; x += 1)
      if (modules.get(Math.floor(y / scale), Math.floor(x / scale))) light[(y + top) * WIDTH + x + left] = 16;
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, Buffer.alloc((WIDTH * HEIGHT) / 2, 128)]);
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  writeFileSync(path, Buffer.concat([head, ...Array<Buffer>(FRAMES).fill(frame)]));
};
