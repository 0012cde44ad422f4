/** Chinese digits as they are said one by one. */
export const HAN_DIGITS: Readonly<Record<string, number>> = { 零: 0, '〇': 0, 一: 1, 幺: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };

/** English ones. */
export const WORD_DIGITS: Readonly<Record<string, number>> = { zero: 0, oh: 0, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9 };
