import type { Warning } from '../../app/desk-state.ts';
import type { AgentState } from '../../core/handover/queue.ts';
import type { Trigger } from '../../core/handover/ticket.ts';
import type { Bilingual, Language } from '../../core/shared/language.ts';

const WORDS = {
  title: { zh: '客服台', en: 'Desk' },
  signIn: { zh: '登录', en: 'Sign in' }, signOut: { zh: '退出', en: 'Sign out' }, id: { zh: '账号', en: 'Account' }, password: { zh: '密码', en: 'Password' },
  wrong: { zh: '账号或密码不对。', en: 'The account or the password is wrong.' }, locked: { zh: '试得太多次了，请稍后再试。', en: 'Too many tries. Please wait a while.' }, down: { zh: '服务器没有响应，请重试。', en: 'The server does not answer. Please try again.' },
  company: { zh: '用公司账号登录', en: 'Sign in with your company account' }, unknown: { zh: '这个公司账号还没有开通客服台。', en: 'This company account has no desk yet.' }, refused: { zh: '公司登录没有成功，请重试。', en: 'Signing in at the company did not succeed. Please try again.' },
  taken: { zh: '别的同事已经接了。', en: 'A colleague was faster.' }, gone: { zh: '访客已经离开。', en: 'The visitor has left.' },
  howToAdd: { zh: '还没有账号？在服务器上运行', en: 'No account yet? On the server, run' },
  queue: { zh: '排队', en: 'Line' }, nobodyWaits: { zh: '现在没有人排队', en: 'Nobody is waiting' }, inCalls: { zh: '通话中', en: 'In calls' },
  callBacks: { zh: '要回电', en: 'To be called back' }, calledBack: { zh: '已回电', en: 'Called back' },
  calm: { zh: '平静', en: 'calm' }, uneasy: { zh: '不满', en: 'Uneasy' }, angry: { zh: '生气', en: 'Angry' }, urgent: { zh: '优先', en: 'Urgent' }, why: { zh: '为什么？', en: 'Why?' }, back: { zh: '返回', en: 'Back' },
  waits: { zh: '已等', en: 'waiting' }, accept: { zh: '接听', en: 'Accept' }, decline: { zh: '转给别人', en: 'Decline' }, camera: { zh: '有画面', en: 'with camera' }, by: { zh: '由', en: 'by' },
  listen: { zh: '旁听', en: 'Listen in' }, stopListening: { zh: '停止旁听', en: 'Stop listening' }, listening: { zh: '正在旁听。访客和同事都看得到您在。', en: 'You are listening. The visitor and your colleague see it.' }, undisclosed: { zh: '正在告诉访客…说完之前听不到。', en: 'Telling the visitor… nothing is heard before.' },
  saidBefore: { zh: '刚才的对话', en: 'What was said' }, tried: { zh: '已经回答过', en: 'Answered so far' }, products: { zh: '相关商品', en: 'Products' }, photos: { zh: '照片', en: 'Photos' },
  noContext: { zh: '选择一位访客，看看他刚才说了什么。', en: 'Choose a visitor to see what was said.' },
  visitor: { zh: '访客', en: 'Visitor' }, clerk: { zh: 'AI 店员', en: 'AI clerk' }, agent: { zh: '我', en: 'Me' },
  joining: { zh: '正在接入…', en: 'Joining…' }, noPicture: { zh: '访客没有打开画面', en: 'The visitor is not seen' },
  hold: { zh: '保持', en: 'Hold' }, resume: { zh: '继续', en: 'Resume' }, mute: { zh: '静音', en: 'Mute' }, unmute: { zh: '取消静音', en: 'Unmute' }, cameraOff: { zh: '关画面', en: 'Camera off' }, cameraOn: { zh: '开画面', en: 'Camera on' },
  puppet: { zh: '用她的脸', en: 'Be her' }, puppetOff: { zh: '用自己的脸', en: 'Be yourself' }, calibrate: { zh: '重新校准', en: 'Calibrate' }, puppetLoading: { zh: '正在准备…', en: 'Getting ready…' },
  puppetPrivate: { zh: '画面只留在这台电脑上', en: 'This picture stays on this machine' }, puppetNoFace: { zh: '看不到脸', en: 'No face in sight' }, puppetResting: { zh: '看着镜头，放松…', en: 'Look into the camera, at rest…' }, puppetFailed: { zh: '摄像头或模型用不了', en: 'The camera or the models cannot be had' },
  end: { zh: '结束', en: 'End' }, transfer: { zh: '转接', en: 'Transfer' }, askPhoto: { zh: '要照片', en: 'Ask for a photo' }, sendPicture: { zh: '发图片', en: 'Send a picture' }, noPictureFile: { zh: '这个文件不是图片。', en: 'That file is no picture.' }, notes: { zh: '记录', en: 'Notes' }, notesHint: { zh: '只有同事看得到；转接和小结时会带上', en: 'For colleagues only; goes with a transfer and into the write-up' }, lines: { zh: '队列', en: 'Lines' }, colleagues: { zh: '同事', en: 'Colleagues' }, note: { zh: '备注', en: 'Note' }, noteFor: { zh: '给下一位的话', en: 'A word for the next one' }, toLine: { zh: '回到队列', en: 'Back to the line' },
  write: { zh: '写给访客…', en: 'Write to the visitor…' }, send: { zh: '发送', en: 'Send' }, suggestions: { zh: '她会这样回答', en: 'She would answer' }, say: { zh: '让她说', en: 'Let her say it' }, sendText: { zh: '发文字', en: 'Send as text' }, show: { zh: '发商品', en: 'Show it' },
  findProduct: { zh: '找商品…', en: 'Find a product…' }, writeUp: { zh: '通话小结', en: 'Write it up' }, done: { zh: '完成', en: 'Done' },
  addFaq: { zh: '加进常见问题', en: 'Add to the FAQ' }, question: { zh: '问题', en: 'Question' }, answer: { zh: '回答', en: 'Answer' }, added: { zh: '已记下', en: 'Noted' },
  offline: { zh: '和服务器断开了，正在重连…', en: 'Cut off from the server, reconnecting…' }, keys: { zh: '快捷键：A 接听 · D 转给别人 · H 保持 · M 静音 · P 用她的脸 · T 转接 · N 记录 · E 结束 · / 打字 · 1–3 用建议', en: 'Keys: A accept · D decline · H hold · M mute · P be her · T transfer · N notes · E end · / write · 1–3 use a suggestion' },
  stock: { zh: '库存', en: 'stock' }, transferTo: { zh: '转给您', en: 'Passed to you' },
} as const satisfies Record<string, Bilingual>;

export type DeskWord = keyof typeof WORDS;

export function deskWord(key: DeskWord, language: Language): string {
  return WORDS[key][language];
}

export function isDeskWord(key: string): key is DeskWord {
  return Object.hasOwn(WORDS, key);
}

const STATES: Readonly<Record<AgentState, Bilingual>> = { available: { zh: '空闲', en: 'Available' }, busy: { zh: '通话中', en: 'Busy' }, 'wrap-up': { zh: '小结', en: 'Wrap-up' }, away: { zh: '离开', en: 'Away' } };
const TRIGGERS: Readonly<Record<Trigger, Bilingual>> = {
  asked: { zh: '要求真人', en: 'Asked for a person' }, complaint: { zh: '投诉', en: 'Complaint' }, danger: { zh: '安全', en: 'Safety' }, misunderstood: { zh: '没听懂', en: 'Misunderstood' }, unsure: { zh: '没把握', en: 'Unsure' }, rule: { zh: '按规定', en: 'Shop rule' },
};
const WARNINGS: Readonly<Record<Warning, Bilingual>> = {
  'listened-to': { zh: '主管在旁听，访客看得到', en: 'A supervisor is listening; the visitor sees it' },
  angry: { zh: '访客情绪激动：先道歉，再办事', en: 'The visitor is upset: say sorry first, then help' }, silent: { zh: '已经安静半分钟了', en: 'Nobody has spoken for half a minute' },
  'visitor-lost': { zh: '访客掉线了，正在等他回来', en: 'The visitor was cut off, waiting' }, weak: { zh: '网络不稳', en: 'The connection is weak' },
};

export const stateWord = (state: AgentState, language: Language): string => STATES[state][language];
export const triggerWord = (trigger: Trigger, language: Language): string => TRIGGERS[trigger][language];
export const warningWord = (warning: Warning, language: Language): string => WARNINGS[warning][language];
