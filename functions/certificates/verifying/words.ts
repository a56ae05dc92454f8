/** Every named result in words, 中文 first, then English: as data, so that who reads them can be sure that each says what is wrong. */

import type { Bilingual } from '#schemas/department.ts';
import type { CheckName } from '#schemas/verified.ts';

const said = (zh: string, en: string): Bilingual => ({ zh, en });

/** What was found, by the name of the result. `ok` stands with each. */
export const WORDS = {
  signature: {
    right: [true, said('签章有效', 'The signature is right')],
    unsealed: [
      true,
      said(
        '早期版式文件，未加签章，以证照库记录为准',
        'An early page without a signature; the library’s record decides',
      ),
    ],
    wrong: [false, said('签章与内容不符，文件或数据已被改动', 'The signature does not fit: file or data were altered')],
    absent: [false, said('文件没有签章', 'The file bears no signature')],
  },
  signer: {
    library: [true, said('由证照库的密钥签章', 'Signed under a key of the library')],
    foreign: [false, said('由他人的密钥签章，不是证照库所签', 'Signed by somebody else, not by the library')],
  },
  key: {
    good: [true, said('签章时密钥有效', 'The key was good when it signed')],
    before: [false, said('签章时间早于密钥启用', 'Signed before the key was in use')],
    retired: [false, said('签章时密钥已停用', 'Signed after the key was retired')],
    compromised: [false, said('签章时密钥已失密', 'Signed when the key was no longer safe')],
  },
  coverage: {
    whole: [true, said('签章覆盖整个文件', 'The signature covers the whole file')],
    appended: [
      false,
      said('签章之外另有内容，文件在签章后被添加或改动', 'Something stands outside the signature: added after sealing'),
    ],
  },
  file: {
    known: [true, said('文件与证照库一致', 'The file is that of the library')],
    unknown: [
      false,
      said('证照库中没有此文件，已被改动或并非本库制作', 'The library has no such file: altered, or not of its making'),
    ],
    unread: [false, said('不是版式文件', 'Neither a PDF nor an OFD')],
  },
  match: {
    same: [true, said('文件属于所问证照', 'It belongs to the certificate that was asked about')],
    other: [
      false,
      said('文件属于另一证照，不是所问证照', 'It belongs to another certificate than the one asked about'),
    ],
  },
  digest: {
    same: [true, said('数据与证照库一致', 'The data are those of the library')],
    other: [false, said('不是证照库所签的数据', 'Not the data that the library signed')],
    absent: [false, said('证照库中没有此证照', 'The library has no such certificate')],
  },
} as const satisfies Partial<Record<CheckName, Record<string, readonly [boolean, Bilingual]>>>;
