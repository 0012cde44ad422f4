import type { FailureCode } from '../../core/shared/failure.ts';
import { capital } from '../../core/shared/capital.ts';
import type { Bilingual, Language } from '../../core/shared/language.ts';

/** Every word of the page that is not the shop's. */
const WORDS = {
  aiLabel: { zh: 'AI 店员 · 对话不录音', en: 'AI clerk · not recorded' },
  callLabel: { zh: '真人通话 · 不录音', en: 'Talking to a person · not recorded' },
  type: { zh: '也可以打字…', en: 'Or type here…' },
  listening: { zh: '正在听，随时可以打断我', en: 'Listening. Interrupt me any time' },
  listeningEnglish: { zh: '正在听（现在只听得懂英文）', en: 'Listening. Interrupt me any time' },
  listeningMandarin: { zh: '正在听，随时可以打断我', en: 'Listening (Mandarin only for now)' },
  youSaid: { zh: '你说', en: 'You said' },
  hearingYou: { zh: '我在听…', en: 'I am listening…' },
  thinking: { zh: '请稍等…', en: 'One moment…' },
  micOn: { zh: '点一下，跟我说话', en: 'Tap to talk to me' },
  micOff: { zh: '关掉麦克风', en: 'Turn the microphone off' },
  showMe: { zh: '拿给我看', en: 'Show me' },
  showMeTitle: { zh: '把商品、条码或显示屏放进框里，或者点一下它', en: 'Hold the product, its barcode or its display inside the frame, or tap on it' },
  shoot: { zh: '看一下', en: 'Look' },
  looking: { zh: '让我看看…', en: 'Let me see…' },
  choosePhoto: { zh: '选一张照片', en: 'Choose a photo' },
  close: { zh: '关闭', en: 'Close' },
  cameraSign: { zh: '摄像头开着 · 画面只在这台机器上，您走后就没有了', en: 'Camera on · pictures stay on this machine and are gone when you leave' },
  dark: { zh: '太暗了，请到亮一点的地方', en: 'It is too dark here' },
  bright: { zh: '太亮了，换个角度试试', en: 'It is too bright, try another angle' },
  glare: { zh: '有反光，稍微转一转', en: 'There is glare, turn it a little' },
  blurred: { zh: '有点糊，拿稳一点、靠近一点', en: 'It is blurred: hold still, come closer' },
  noPhoto: { zh: '这张照片打不开，换一张试试', en: 'This photo cannot be opened, try another' },
  notSeen: { zh: '没能看清，再试一次', en: 'I could not look at it, please try again' },
  presenceSign: { zh: '看有没有人 · 不认人', en: 'Notices visitors, knows nobody' },
  presenceGone: { zh: '看不到有没有人来：摄像头用不了', en: 'I cannot notice visitors: the camera cannot be used' },
  covered: { zh: '摄像头看不到东西，是不是被挡住了？', en: 'The camera sees nothing: is it covered?' },
  sensorDark: { zh: '太暗了，摄像头看不到有没有人来', en: 'It is too dark for the camera to notice visitors' },
  'upside-down': { zh: '摄像头装倒了，请转过来', en: 'The camera is upside down: please turn it' },
  mirrored: { zh: '摄像头的画面左右反了，我会自己转过来；也请在摄像头设置里关掉镜像', en: 'The camera\'s picture is mirrored. I turn it round myself; please switch mirroring off in its settings' },
  presenceOff: { zh: '摄像头在看有没有人来，不认人、不存画面。点一下关掉。', en: 'The camera notices when somebody comes. It knows nobody and keeps nothing. Tap to turn it off.' },
  cameraGone: { zh: '摄像头用不了，可以选一张照片，或者打字告诉我', en: 'The camera cannot be used. Choose a photo, or type' },
  stars: { zh: '分', en: 'of 5' },
  stop: { zh: '停一下', en: 'Stop' },
  send: { zh: '发送', en: 'Send' },
  person: { zh: '找真人店员', en: 'Talk to a person' },
  newVisit: { zh: '重新开始', en: 'Start over' },
  preparing: { zh: '正在准备', en: 'Preparing' },
  stock: { zh: '现货', en: 'In stock' },
  pieces: { zh: '件', en: '' },
  fits: { zh: '适用', en: 'Fits' },
  desk: { zh: '服务台', en: 'Service desk' },
  phone: { zh: '电话', en: 'Phone' },
  hours: { zh: '营业时间', en: 'Opening hours' },
  takeAlong: { zh: '扫码带走', en: 'Take it along' },
  offers: { zh: '优惠', en: 'Offers' },
  language: { zh: '语言', en: 'Language' },
} as const satisfies Record<string, Bilingual>;

export type WordKey = keyof typeof WORDS;

export function word(key: WordKey, language: Language): string {
  return WORDS[key][language];
}

/** What a part is called while it is being prepared. */
export const PART_NAMES: Readonly<Record<string, Bilingual>> = {
  mind: { zh: '理解', en: 'understanding' },
  body: { zh: '形象', en: 'her figure' },
  'voice-zh': { zh: '中文声音', en: 'Mandarin voice' },
  'voice-en': { zh: '英文声音', en: 'English voice' },
  vad: { zh: '麦克风', en: 'the microphone' },
  'ears-zh': { zh: '中文听力', en: 'Mandarin hearing' },
  'ears-en': { zh: '英文听力', en: 'English hearing' },
  reader: { zh: '英文理解', en: 'English understanding' },
};

const FAILURES: Partial<Record<FailureCode, Bilingual>> = {
  'insecure-page': { zh: '这个网址不安全，浏览器不给用麦克风。请用 https 打开，或者打字问我。', en: 'The browser gives no microphone on an insecure address. Open the page over https, or type to me.' },
  'permission-denied': { zh: '麦克风没有得到允许。请在地址栏里允许，或者打字问我。', en: 'The microphone was not allowed. Allow it in the address bar, or type to me.' },
  'no-device': { zh: '没有找到麦克风。插上以后我会自己接上，现在可以打字。', en: 'There is no microphone. I will use it as soon as it is plugged in; you can type now.' },
  'device-unplugged': { zh: '麦克风断开了。插回来我会自己接上，现在可以打字。', en: 'The microphone was unplugged. I will go on when it is back; you can type now.' },
  'device-busy': { zh: '麦克风正被别的程序占用，请关掉那个程序，或者打字问我。', en: 'Another program uses the microphone. Close it, or type to me.' },
};

export function microphoneProblem(code: FailureCode, language: Language): string {
  return FAILURES[code]?.[language] ?? (language === 'zh' ? '麦克风用不了，现在可以打字问我。' : 'The microphone does not work. You can type to me.');
}

const PART_FAILURES: Partial<Record<FailureCode, Bilingual>> = {
  offline: { zh: '网络断了，连上以后再试', en: 'no network; it joins when it is back' },
  'not-found': { zh: '缺少文件', en: 'a file is missing' },
  'hash-mismatch': { zh: '文件损坏，没有使用', en: 'the file is damaged and was not used' },
  'quota-exceeded': { zh: '浏览器的存储满了', en: 'the browser has no room left' },
  'invalid-input': { zh: '文件损坏，没有使用', en: 'the file is damaged and was not used' },
  unsupported: { zh: '这个版本没有', en: 'not part of this build' },
};

export function partProblem(part: string, code: FailureCode, language: Language): string {
  const name = PART_NAMES[part]?.[language] ?? part;
  const why = PART_FAILURES[code]?.[language] ?? (language === 'zh' ? '没有准备好' : 'could not be prepared');
  return language === 'zh' ? `${name}：${why}` : `${capital(name)}: ${why}`;
}
