import { afterEach, describe, expect, test } from 'vitest';
import '../../src/surfaces/ui/tokens.css';
import '../../src/surfaces/ui/asks.ts';
import '../../src/surfaces/ui/dock.ts';
import '../../src/surfaces/ui/say.ts';

afterEach(() => document.body.replaceChildren());

async function show<K extends keyof HTMLElementTagNameMap>(tag: K, properties: Partial<HTMLElementTagNameMap[K]>): Promise<HTMLElementTagNameMap[K]> {
  const element = Object.assign(document.createElement(tag), properties);
  document.body.append(element);
  await (element as unknown as { updateComplete: Promise<unknown> }).updateComplete;
  return element;
}

describe('her sentence', () => {
  test('marks what was said, what is being said, and what comes', async () => {
    const say = await show('yb-say', { text: '云朵电热水壶现在一百二十九元，在二楼货架，今天买还送滤网。', language: 'zh', phrase: 1 });
    expect([...say.shadowRoot!.querySelectorAll('span')].map((span) => span.className)).toEqual(['done', 'now', 'next']);
    expect(say.shadowRoot!.querySelector('p')!.textContent).toBe('云朵电热水壶现在一百二十九元，在二楼货架，今天买还送滤网。');
  });

  test('in Chinese breaks between words only', async () => {
    const say = await show('yb-say', { text: '我们今天有很多优惠活动', language: 'zh' });
    expect(getComputedStyle(say.shadowRoot!.querySelector('p')!).wordBreak).toBe('keep-all');
    expect(say.shadowRoot!.querySelectorAll('wbr').length).toBeGreaterThan(2);
  });

  test('is text, whatever is in it', async () => {
    const say = await show('yb-say', { text: '<img src=x onerror=alert(1)>', language: 'en' });
    expect(say.shadowRoot!.querySelector('img')).toBeNull();
  });
});

describe('where one asks', () => {
  test('a suggestion fires its text', async () => {
    const asks = await show('yb-asks', { suggestions: [{ text: '多少钱？' }] });
    const asked = new Promise((resolve) => { asks.addEventListener('yb-ask', (event) => resolve((event as CustomEvent).detail.text)); });
    asks.shadowRoot!.querySelector('button')!.click();
    expect(await asked).toBe('多少钱？');
  });

  test('typed text is sent once, by Enter, and the field is empty then', async () => {
    const dock = await show('yb-dock', { language: 'en' });
    const asked: string[] = [];
    dock.addEventListener('yb-ask', (event) => asked.push((event as CustomEvent).detail.text));
    const input = dock.shadowRoot!.querySelector('input')!;
    input.value = '  where is it ';
    input.dispatchEvent(new InputEvent('input'));
    dock.shadowRoot!.querySelector('form')!.requestSubmit();
    expect(asked).toEqual(['where is it']);
    expect(input.value).toBe('');
  });

  test('every target has a name and, on a phone, 48 px', async () => {
    const dock = await show('yb-dock', { language: 'zh', busy: true });
    for (const button of dock.shadowRoot!.querySelectorAll('button')) {
      expect(button.getAttribute('aria-label')).toBeTruthy();
      expect(button.getBoundingClientRect().height).toBeGreaterThanOrEqual(48);
    }
  });
});

test('every pair of text and ground of the house has a contrast of 4.5 to 1', async () => {
  const css = await (await fetch(new URL('../../src/surfaces/ui/tokens.css?raw', import.meta.url))).text();
  const token = (name: string) => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(css)![1]!;
  const luminance = (hex: string) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i]!, 0);
  const contrast = (a: string, b: string) => {
    const [light, dark] = [luminance(token(a)), luminance(token(b))].sort((x, y) => y - x) as [number, number];
    return (light + 0.05) / (dark + 0.05);
  };
  for (const [text, ground] of [['ink', 'paper'], ['ink', 'card'], ['ink-soft', 'sheet'], ['ink-pale', 'sheet'], ['ink-pale', 'card'], ['brand', 'sheet'], ['brand-deep', 'brand-tint'], ['warm-ink', 'warm-tint'], ['alert-ink', 'alert-tint'], ['on-brand', 'brand']] as const) expect(contrast(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
});
