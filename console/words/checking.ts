/** Verifying a certificate: what is asked for, and what the results mean. Read by officers and by everybody. */
import type { Words } from '../language.ts';

/** Names of the results; one that is not here is shown by its own. */
export const checks: Readonly<Record<string, Words>> = {
  signature: { zh: '签名', en: 'Signature' },
  signer: { zh: '签章机构', en: 'Signer' },
  key: { zh: '签名密钥', en: 'Key' },
  coverage: { zh: '签名范围', en: 'Coverage' },
  file: { zh: '文件', en: 'File' },
  match: { zh: '是否同一证照', en: 'Same certificate' },
  digest: { zh: '数据', en: 'Data' },
  state: { zh: '状态', en: 'State' },
  dates: { zh: '有效期', en: 'Dates' },
  version: { zh: '版本', en: 'Version' },
  copy: { zh: '加注件', en: 'Copy' },
};

export const verdicts = {
  good: { zh: '真实有效', en: 'Genuine and valid' },
  goodText: { zh: '由证照库签发，未被改动，现在有效。', en: 'Issued by the library, unaltered, and valid now.' },
  ended: { zh: '真实，但现在无效', en: 'Genuine, but not valid now' },
  endedText: {
    zh: '确由证照库签发，但不能再作为有效证照使用，原因见下。',
    en: 'The library did issue it, but it can no longer be used: see why below.',
  },
  bad: { zh: '与证照库不符', en: 'Not what the library made' },
  badText: {
    zh: '可能被改动，或不是原始文件。请要求出示原始电子文件，或联系发证机关。',
    en: 'Altered, or not the original file. Ask for the original file, or ask the issuing authority.',
  },
  unsure: { zh: '不能确认', en: 'Cannot be confirmed' },
  unsureText: {
    zh: '证照库中查不到，不能说明它是真的。请核对标识，或联系证照上的发证机关。',
    en: 'The library does not know it, so nothing shows that it is genuine. Check the identifier, or ask the authority named on it.',
  },
  passed: { zh: '相符', en: 'right' },
  failed: { zh: '不符', en: 'wrong' },
  open: { zh: '无法判断', en: 'cannot tell' },
  identifier: { zh: '证照标识', en: 'Identifier' },
  at: { zh: '核验时间', en: 'Verified at' },
} as const satisfies Record<string, Words>;

export const checking = {
  ways: { zh: '核验方式', en: 'How to verify' },
  file: { zh: '文件', en: 'File' },
  camera: { zh: '摄像头扫码', en: 'Camera' },
  identifier: { zh: '输入标识', en: 'Identifier' },
  drop: { zh: '把证照文件拖到这里，或点按选择', en: 'Drop the certificate here, or press to choose' },
  dropHint: {
    zh: 'PDF 或 OFD 版式文件，或带二维码的图片（PNG、JPG）',
    en: 'A page (PDF or OFD), or a picture with its QR code (PNG, JPG)',
  },
  cameraHint: {
    zh: '将证照上的二维码放入框中。画面只在本机识别，不会上传。',
    en: 'Hold the QR code in the frame. The picture is read on this device and not sent.',
  },
  cameraOff: {
    zh: '无法使用摄像头。请在浏览器设置中允许本页使用，或改为选择二维码图片。',
    en: 'The camera cannot be used. Allow it for this page in the browser, or choose a picture of the code.',
  },
  stop: { zh: '停止', en: 'Stop' },
  start: { zh: '打开摄像头', en: 'Open the camera' },
  identifierLabel: { zh: '证照标识', en: 'Certificate identifier' },
  identifierHint: {
    zh: '印在证照下方，以 1.2.156.3005.2 开头。',
    en: 'Printed at the foot; begins with 1.2.156.3005.2.',
  },
  check: { zh: '核验', en: 'Verify' },
  checking: { zh: '正在核验…', en: 'Verifying…' },
  again: { zh: '再核验一份', en: 'Verify another' },
  noCode: {
    zh: '图片中没有识别到证照二维码。请对准二维码、光线充足后重拍，或选择原始文件。',
    en: 'No certificate code was found in the picture. Take it again, close and well lit, or choose the original file.',
  },
  otherCode: { zh: '这不是证照二维码。', en: 'This is no certificate’s code.' },
  otherFile: {
    zh: '不能核验这种文件。请选择 PDF、OFD 或图片。',
    en: 'This kind of file cannot be verified. Choose a PDF, an OFD or a picture.',
  },
  gone: {
    zh: '这份文件读不出来，可能已被移动或正被占用，请重新选择。',
    en: 'The file could not be read; it may have been moved. Please choose it again.',
  },
  tooLarge: {
    zh: '文件超过 3 MB，不是证照库的原始文件。',
    en: 'Over 3 MB: no original file of the library is so large.',
  },
  noIdentifier: {
    zh: '这不是证照标识，请核对是否抄写完整。',
    en: 'This is no certificate identifier: please check that it is complete.',
  },
  unreached: {
    zh: '无法连接核验服务，请检查网络后再试。',
    en: 'The service cannot be reached. Check the network and try again.',
  },
  busy: { zh: '核验的人较多，请稍等片刻再试。', en: 'Many are verifying just now. Please wait a moment.' },
  refused: {
    zh: '核验服务没有受理，请核对所提交的内容。',
    en: 'The service did not take it. Please check what you sent.',
  },
} as const satisfies Record<string, Words>;

export const publicPage = {
  title: { zh: '电子证照核验', en: 'Verify a certificate' },
  text: {
    zh: '扫描证照上的二维码，或选择证照文件，就能知道它是真是假、现在是否有效。不用登录；核验服务不会告诉任何人您的个人信息。',
    en: 'Scan the code on a certificate, or choose its file, to learn whether it is genuine and valid now. No sign-in; the service tells nobody anything personal.',
  },
  privacy: {
    zh: '图片与画面只在您的设备上识别。提交核验的文件不保存。',
    en: 'Pictures are read on your own device. A file that is sent to be verified is not kept.',
  },
  officers: { zh: '工作人员入口', en: 'For officers' },
  unsure: {
    zh: '结果有疑问？请持证照到政务服务窗口，或联系证照上的颁发机构。',
    en: 'In doubt? Take the certificate to a service window, or ask the authority named on it.',
  },
} as const satisfies Record<string, Words>;
