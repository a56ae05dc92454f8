/** Columns of a terminal: a wide character (UAX 11) takes two. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u;

export const width = (text: string): number => [...text].reduce((sum, c) => sum + (WIDE.test(c) ? 2 : 1), 0);

export const pad = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - width(text)));

/** Breaks a text into lines of at most `columns`, at spaces where there are any, between wide characters else. */
export const wrap = (text: string, columns: number): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/[\x21-\x7e]+|\s|./gu) ?? []) {
    if (line !== '' && width(line) + width(word) > columns) {
      lines.push(line.trimEnd());
      line = word.trim() === '' ? '' : word;
    } else line += word;
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()];
};
