const PEOPLE = [/(\d+)\s*(?:口之家|口人|口子|个人|人份|人用|人|位)/, /(?:family of|for|we are|there are)\s+(\d+)(?:\s+(?:people|persons|of us))?(?!\s*(?:yuan|kuai|dollars|\d))/i, /(\d+)\s+(?:people|persons|of us)/i];
const QUANTITY = [/(?<!第\s*)(\d+)\s*(?:台|件|个(?!人|小时|月|星期|半)|只|副|套|盒|包)/, /(?:buy|want|take|need|order)\s+(\d+)(?:\s+of)?\b(?!\s*(?:l|lit|yuan|kuai))/i, /(\d+)\s+(?:of them|pieces|units|pairs)/i];

/** For how many people, with figures in digits. */
export function readPeople(text: string): number | undefined {
  return first(text, PEOPLE, 20);
}

/** How many pieces. */
export function readQuantity(text: string): number | undefined {
  return first(text, QUANTITY, 999);
}

function first(text: string, patterns: readonly RegExp[], most: number): number | undefined {
  for (const pattern of patterns) {
    const value = Number(pattern.exec(text)?.[1]);
    if (Number.isInteger(value) && value > 0 && value <= most) return value;
  }
  return undefined;
}
