import type { Bilingual, Language } from '../../core/shared/language.ts';
import type { FailureCode } from '../../core/shared/failure.ts';

const WORDS = {
  title: { zh: '教她认商品', en: 'Teach her a product' },
  sign: { zh: '摄像头开着 · 画面留在这台机器上', en: 'Camera on · pictures stay on this machine' },
  which: { zh: '这是哪件商品？', en: 'Which product is it?' },
  scan: { zh: '把条码对着镜头，或者从下面选', en: 'Hold its barcode up, or choose below' },
  search: { zh: '找名字或型号', en: 'Name or model' },
  newCode: { zh: '读到一个新条码', en: 'A barcode that is new' },
  newOne: { zh: '店里还没有的商品', en: 'Something the shop does not list' },
  nameZh: { zh: '中文名', en: 'Name in Chinese' },
  nameEn: { zh: '英文名', en: 'Name in English' },
  price: { zh: '价格', en: 'Price' },
  family: { zh: '类别', en: 'Kind' },
  goOn: { zh: '继续', en: 'Go on' },
  show: { zh: '拿起来，每个面拍一张', en: 'Hold it up: one picture of each side' },
  showHint: { zh: '正面、背面、侧面、斜着，光线换一换更好', en: 'Front, back, sides, tilted; other light helps too' },
  take: { zh: '拍一张', en: 'Take a picture' },
  photos: { zh: '选照片', en: 'Choose photos' },
  drop: { zh: '不要这张', en: 'Leave this one out' },
  save: { zh: '记住它', en: 'Remember it' },
  more: { zh: '至少要三张', en: 'At least three' },
  known: { zh: '她认得了', en: 'She knows it now' },
  tryHint: { zh: '再拿起来试试，换个角度', en: 'Hold it up again, from another side' },
  tryIt: { zh: '试一下', en: 'Try' },
  first: { zh: '这是第一件。再教一件，她才能分得出哪件是哪件', en: 'This is her first. Teach another one: she tells things apart from two on' },
  another: { zh: '教下一件', en: 'Another product' },
  start: { zh: '重新选', en: 'Choose again' },
  notKnown: { zh: '没认出来：再补几张照片', en: 'Not recognised: add more pictures' },
  byCode: { zh: '看条码就知道', en: 'By its barcode' },
  pictures: { zh: '张', en: 'taught' },
  forget: { zh: '忘掉', en: 'Forget' },
  saved: { zh: '只存在这台机器上。下载后用 npm run shop -- gallery 放进店铺文件夹，所有机器就都认得。', en: 'Kept on this machine only. Download it and take it into the shop\'s folder with npm run shop -- gallery, and every machine knows it.' },
  download: { zh: '下载', en: 'Download' },
  upload: { zh: '读入', en: 'Load a file' },
  working: { zh: '请稍等…', en: 'One moment…' },
  clerk: { zh: '回到店员', en: 'To the clerk' },
  barcode: { zh: '条码', en: 'Barcode' },
  noCamera: { zh: '摄像头用不了，可以选照片', en: 'The camera cannot be used; choose photos' },
} as const satisfies Record<string, Bilingual>;

export function teachWord(key: keyof typeof WORDS, language: Language): string {
  return WORDS[key][language];
}

const PROBLEMS: Partial<Record<FailureCode, Bilingual>> = {
  'invalid-input': { zh: '这个文件打不开', en: 'This file cannot be opened' },
  'not-found': { zh: '看商品的模型不在，先让机器联网一次', en: 'The model that looks at products is missing: let this machine go online once' },
  offline: { zh: '看商品的模型还没下载到，先让机器联网一次', en: 'The model that looks at products is not here yet: let this machine go online once' },
};

export function teachProblem(code: FailureCode, language: Language): string {
  return PROBLEMS[code]?.[language] ?? (language === 'zh' ? `没有成功（${code}），再试一次` : `That did not work (${code}); please try again`);
}
