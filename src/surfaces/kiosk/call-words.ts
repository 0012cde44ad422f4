import type { CallState, Unavailable } from '../../core/handover/call.ts';
import type { Bilingual, Language } from '../../core/shared/language.ts';

const WORDS = {
  askTitle: { zh: '帮您接通真人店员？', en: 'Shall I connect you to a person?' },
  shared: { zh: '同意后，店员会看到：我们到接通为止的对话（电话、证件等号码已遮住）。您的声音在接通后才会传出去。', en: 'If you agree, the clerk sees what we say until you are connected, with phone and card numbers masked. Your voice is passed on only once you are connected.' },
  camera: { zh: '也让店员看到我', en: 'Let the clerk see me too' },
  sharePhoto: { zh: '把刚才拍的也给店员看', en: 'Show the clerk what I showed you' },
  agree: { zh: '同意，接通', en: 'Agree and connect' },
  notNow: { zh: '不用了', en: 'Not now' },
  waitFree: { zh: '现在有空，马上就能接通', en: 'Someone is free right now' },
  waitUnknown: { zh: '前面有人在等，时长还说不准', en: 'Others are waiting; I cannot tell yet how long' },
  connecting: { zh: '{name}正在接入…', en: '{name} is joining…' },
  someone: { zh: '店员', en: 'The clerk' },
  requesting: { zh: '正在叫人…', en: 'Calling…' },
  leaveLine: { zh: '不等了', en: 'Leave the line' },
  hangUp: { zh: '挂断', en: 'Hang up' },
  mute: { zh: '静音', en: 'Mute' },
  unmute: { zh: '取消静音', en: 'Unmute' },
  cameraOn: { zh: '打开摄像头', en: 'Turn the camera on' },
  cameraOff: { zh: '关掉摄像头', en: 'Turn the camera off' },
  captionsOn: { zh: '显示字幕', en: 'Captions on' },
  captionsOff: { zh: '关掉字幕', en: 'Captions off' },
  captionsLabel: { zh: '{name}（自动字幕，可能有错）', en: '{name} (automatic, may be wrong)' },
  captionUnclear: { zh: '……（这句没听准）', en: '… (not clear enough to write down)' },
  listenedTo: { zh: '主管正在旁听', en: 'A supervisor is listening' },
  held: { zh: '请稍等，店员马上回来', en: 'Please hold, the clerk will be right back' },
  weak: { zh: '网络不稳，正在重新连接…', en: 'The connection is weak, reconnecting…' },
  agentLost: { zh: '店员掉线了，正在等对方回来…', en: 'The clerk was cut off, waiting…' },
  textOnly: { zh: '麦克风用不了，请打字，店员看得到', en: 'There is no microphone. Type, and the clerk will read it' },
  tapToHear: { zh: '点这里听店员说话', en: 'Tap to hear the clerk' },
  noVideo: { zh: '{name}在线', en: '{name} is here' },
  speaksThrough: { zh: '{name}正在通过她和您说话', en: '{name} is talking to you through her' },
  talkingTo: { zh: '正在和{name}通话', en: 'Talking to {name}' },
  photoWanted: { zh: '店员想看一张照片，可以吗？', en: 'The clerk would like to see a photo. May I?' },
  pictureOf: { zh: '{name}发来的图片', en: 'A picture from {name}' },
  seen: { zh: '看好了', en: 'Close' },
  takePhoto: { zh: '拍一张 / 选一张', en: 'Take or choose one' },
  rateTitle: { zh: '这次服务怎么样？', en: 'How was it?' },
  rateWord: { zh: '想说点什么（可不填）', en: 'A word, if you like' },
  rateSend: { zh: '提交', en: 'Send' },
  skip: { zh: '跳过', en: 'Skip' },
  callBack: { zh: '请店员回电', en: 'Call me back' },
  name: { zh: '怎么称呼', en: 'Your name' },
  phone: { zh: '电话号码', en: 'Your phone number' },
  callBackNote: { zh: '留个电话，店员打给您。号码只用来回电，加密保存，到期删除。', en: 'Leave your number and someone will call you. It is used for this call only, kept encrypted, and deleted in time.' },
  callBackFailed: { zh: '没有记下来，请稍后再试。', en: 'It could not be noted. Please try again later.' },
  goOn: { zh: '继续问 AI 店员', en: 'Go on with the AI clerk' },
} as const satisfies Record<string, Bilingual>;

export type CallWord = keyof typeof WORDS;

export function callWord(key: CallWord, language: Language, values: Readonly<Record<string, string | number>> = {}): string {
  return WORDS[key][language].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

const CAUSES: Readonly<Record<Unavailable, Bilingual>> = {
  busy: { zh: '不用等，我们打给您', en: 'No need to wait, we call you' }, nobody: { zh: '现在没有同事在线', en: 'Nobody is at the desk right now' }, down: { zh: '视频线路连不上', en: 'The video line cannot be reached' }, lost: { zh: '线路断了', en: 'The line broke' },
  expired: { zh: '等得太久了', en: 'The wait was too long' }, 'too-often': { zh: '请稍后再试', en: 'Please try again later' },
};

export function causeWord(cause: Unavailable, language: Language): string {
  return CAUSES[cause][language];
}

const MINUTE_MS = 60_000;

/** The wait as an honest range. */
export function waitWord({ wait }: Pick<CallState, 'wait'>, language: Language): string {
  if (!wait?.rangeMs) return callWord('waitUnknown', language);
  const [least, most] = wait.rangeMs;
  if (least === 0 && most <= MINUTE_MS) return callWord('waitFree', language);
  const [from, to] = [Math.max(1, Math.floor(least / MINUTE_MS)), Math.max(1, Math.ceil(most / MINUTE_MS))];
  if (from === to) return language === 'zh' ? `大约 ${to} 分钟` : `About ${to} min`;
  return language === 'zh' ? `大约 ${from}–${to} 分钟` : `About ${from} to ${to} min`;
}

export function placeWord({ wait }: Pick<CallState, 'wait'>, language: Language): string {
  const place = wait?.place ?? 1;
  if (place <= 1) return language === 'zh' ? '下一位就是您' : 'You are next';
  return language === 'zh' ? `前面还有 ${place - 1} 位` : `${place - 1} before you`;
}
