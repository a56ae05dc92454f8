/** Files as they are chosen or dropped: a page, PDF or OFD, goes to the hub as it is; a picture is searched for its code here. */
import { type OfflineCode, type Presented, presentedBy } from './verified.ts';

export type Unreadable = 'noCode' | 'otherCode' | 'otherFile' | 'tooLarge';

/** The largest page that the hub takes is 4,000,000 characters of base64. */
const MOST = 3_000_000;
/** Sides at which a picture is searched, px: a code that is too small or too large at one is found at another. */
const SIDES = [1000, 1800, 500];

/** In pieces, because a call takes only so many arguments. */
const base64Of = (bytes: Uint8Array): string => {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
};

const reader = () => import('jsqr');

/** Loads the reader of codes beforehand: a code may be shown where there is no network. */
export const prepare = (): void => void reader().catch(() => undefined);

/** The code in a picture. */
export const codeIn = async (
  picture: CanvasImageSource,
  width: number,
  height: number,
): Promise<string | undefined> => {
  const { default: jsQR } = (await reader()).default;
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  for (const side of SIDES) {
    const scale = Math.min(1, side / Math.max(width, height));
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    pen?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const pixels = pen?.getImageData(0, 0, canvas.width, canvas.height);
    const found = pixels && jsQR(pixels.data, pixels.width, pixels.height);
    if (found?.data) return found.data;
    if (scale === 1) break;
  }
  return undefined;
};

const fromPicture = async (file: File): Promise<Presented | OfflineCode | Unreadable> => {
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) return 'otherFile';
  const code = await codeIn(picture, picture.width, picture.height);
  picture.close();
  if (code === undefined) return 'noCode';
  return presentedBy(code) ?? 'otherCode';
};

/** %PDF, and the ZIP that an OFD is. */
const PAGES = [
  [0x25, 0x50, 0x44, 0x46],
  [0x50, 0x4b, 0x03, 0x04],
];

/** What a file presents, or why it presents nothing. Told by its first bytes, not by its name. */
export const read = async (file: File): Promise<Presented | OfflineCode | Unreadable> => {
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  if (!PAGES.some((page) => page.every((byte, at) => head[at] === byte))) return fromPicture(file);
  if (file.size > MOST) return 'tooLarge';
  return { kind: 'file', base64: base64Of(new Uint8Array(await file.arrayBuffer())) };
};
