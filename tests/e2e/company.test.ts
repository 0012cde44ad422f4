import { chromium } from 'playwright';
import { expect, test } from 'vitest';
import { CHROMIUM_FLAGS, findChromium } from '../../build/chromium.ts';
import { openStory } from '../helpers/call-story.ts';
import { CLIENT, startFakeProvider } from '../helpers/fake-provider.ts';

test('an agent signs in at the company, from another site and back; who has no account is told', async () => {
  await using provider = await startFakeProvider();
  await using story = await openStory({ search: 'body=off', company: { issuer: provider.issuer, ...CLIENT, claim: 'email' } });
  const browser = await chromium.launch({ executablePath: findChromium()!, args: [...CHROMIUM_FLAGS] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, locale: 'zh-CN' });
    provider.who = { claims: { email: 'nobody@shop.example' } };
    await page.goto(`${story.kiosk.origin}/desk/`);
    await page.getByText('用公司账号登录').click();
    await page.getByText('还没有开通客服台').waitFor();
    provider.who = { claims: { email: 'Wen@shop.example', email_verified: true } };
    await page.getByText('用公司账号登录').click();
    await page.locator('nav').waitFor();
    await page.locator('header').getByText('文', { exact: true }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/desk/');
    await page.getByText('退出').click();
    await page.getByText('用公司账号登录').waitFor();
  } finally {
    await browser.close();
  }
});
