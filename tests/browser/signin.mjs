// How people come in: with a card, with an account, with and without JavaScript, and how they leave.

import { DESKTOP, PHONE } from './harness/browser.mjs';
import { axeFaults, expectNone, htmlFaults, overflowFaults, targetFaults } from './harness/checks.mjs';
import { codeOf, newcomer, openAt, signInOffice } from './harness/signin.mjs';
import { LANGUAGES } from './harness/demo.mjs';
import { expect, expectEqual, test } from './harness/tests.mjs';

const PASSWORD = 'four black cats';
const groups = (digits) => digits.replace(/(.{4})(?=.)/g, '$1 ');
const path = (page) => new URL(page.url()).pathname;

async function press(page, selector = 'main section button[type=submit]') {
  await Promise.all([page.waitForNavigation(), page.locator(selector).first().click()]);
}

// Leaves the page of the PIN with somebody signed in.
async function giveCard(page, tag, card, { shared = false } = {}) {
  await page.goto(`/${tag}/card`);
  await page.fill('#f-card', groups(card.secret));
  await press(page);
  await page.fill('#f-pin', card.pin);
  await page.check(`input[name=phone][value=${shared ? 'shared' : 'own'}]`);
  await press(page);
}

for (const { tag, dir } of LANGUAGES) {
  for (const javaScript of [true, false]) {
    // @req A3
    test(`${tag}: a newcomer signs in with card and PIN ${javaScript ? 'with' : 'without'} JavaScript`, async (t) => {
      const office = await signInOffice(t.binary);
      const card = await newcomer(office, tag);
      const page = await openAt(t, office, { size: PHONE, language: tag, javaScript });
      await giveCard(page, tag, card);
      expectEqual(path(page), `/${tag}/my-data`, 'page after signing in');
      expectEqual(await page.locator('html').getAttribute('dir'), dir, 'direction of writing');
      await page.goto(`/${tag}/sessions`);
      await page.locator(`form[action="/${tag}/sign-out"] button`).click();
      await page.waitForURL(/signed-out/);
      // Beside the page, with what is left of its cookies: a refusal is no fault of the page.
      expectEqual((await page.context().request.get(new URL(`/${tag}/home`, page.url()).href)).status(), 401, 'home after signing out');
    });
  }

  test(`${tag}: the screens of signing in pass axe, fit 360 px and twice the text size, and are valid HTML`, async (t) => {
    const office = await signInOffice(t.binary);
    const card = await newcomer(office, tag);
    const invitation = office.run('user', 'invite', office.people['A. Berg'].id).split('#')[1].trim();
    for (const options of [{ size: PHONE }, { size: { width: 320, height: 640 }, fontScale: 2 }, { size: PHONE, dark: true }]) {
      const page = await openAt(t, office, { ...options, language: tag });
      const check = async (name) => {
        const own = options.fontScale ? [] : [...(await axeFaults(page)), ...(await targetFaults(page))];
        expectNone([...own, ...(await overflowFaults(page))], `${name} ${JSON.stringify(options)}`);
        expectNone(await htmlFaults(await page.content().then((html) => html.replace(/<script[^>]*><\/script>/, ''))), name);
      };
      for (const name of ['card', 'sign-in', 'invitation', 'signed-out']) {
        await page.goto(`/${tag}/${name}`);
        await check(name);
      }
      await page.goto(`/${tag}/invitation`);
      await page.fill('#f-invitation', groups(invitation));
      await press(page);
      await check('account');
      await page.goto(`/${tag}/card`);
      await page.fill('#f-card', card.secret);
      await press(page);
      await check('pin');
      await page.fill('#f-pin', card.pin);
      await press(page);
      await check('home');
      await page.goto(`/${tag}/sessions`);
      await check('sessions');
      await page.locator(`form[action="/${tag}/lock"] button`).click();
      await page.waitForURL(/locked/);
      await check('locked');
      await page.fill('#f-pin', card.pin);
      await press(page);
      expectEqual(path(page), `/${tag}/my-data`, 'page after unlocking');
    }
  });
}

test('the address of a card leads to the PIN, and neither bar nor history keep its numbers', async (t) => {
  const office = await signInOffice(t.binary);
  const card = await newcomer(office, 'ar');
  const page = await openAt(t, office, { size: PHONE, language: 'ar' });
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`/ar/card#${card.secret}`);
  await page.waitForSelector('#f-pin');
  expect(asked.every((url) => !url.includes(card.secret)), 'the numbers were in an address that was asked for');
  expect(!page.url().includes(card.secret), 'the numbers are still in the address bar');
  for (const digit of card.pin) await page.locator(`[data-pad] button[value="${digit}"]`).tap();
  await press(page);
  expectEqual(path(page), '/ar/my-data', 'page after typing the PIN on the pad');
  expect(!(await page.evaluate(() => performance.getEntriesByType('navigation')[0].name)).includes(card.secret), 'the numbers are in the history');
});

test('scripts of a page cannot read the cookie, and a wrong PIN opens nothing', async (t) => {
  const office = await signInOffice(t.binary);
  const card = await newcomer(office, 'en');
  const page = await openAt(t, office, { size: PHONE });
  await page.goto('/en/card');
  await page.fill('#f-card', card.secret);
  await press(page);
  await page.fill('#f-pin', card.pin === '830514' ? '830515' : '830514');
  await press(page);
  expect(await page.locator('[role=alert]').isVisible(), 'nothing says that the PIN was wrong');
  await page.fill('#f-pin', card.pin);
  await press(page);
  expectEqual(path(page), '/en/my-data', 'page after the right PIN');
  expectEqual(await page.evaluate(() => document.cookie), '', 'what a script sees of the cookie');
  const [cookie] = await page.context().cookies();
  expectEqual([cookie.name, cookie.httpOnly, cookie.sameSite, cookie.expires], ['foothold', true, 'Lax', -1], 'cookie');
});

for (const javaScript of [true, false]) {
  for (const tag of ['en', 'de', 'ar']) {
    test(`${tag}: staff make an account by invitation and sign in ${javaScript ? 'with' : 'without'} JavaScript`, async (t) => {
      const office = await signInOffice(t.binary);
      const name = `berg.${tag}.${javaScript ? 'with' : 'without'}`;
      office.hire(name, 'caseworker', 'City');
      const invitation = office.run('user', 'invite', office.people[name].id, '--language', tag).trim();
      expect(invitation.startsWith('http://localhost:8080/' + tag + '/invitation#'), `address of the invitation: ${invitation.split('#')[0]}`);
      const page = await openAt(t, office, { size: DESKTOP, language: tag, javaScript });
      if (javaScript) {
        await page.goto(`/${tag}/invitation#${invitation.split('#')[1]}`);
      } else {
        await page.goto(`/${tag}/invitation`);
        await page.fill('#f-invitation', invitation.split('#')[1]);
        await press(page);
      }
      await page.waitForSelector('.qr');
      const letters = await page.innerText('.mono');
      await page.fill('#f-name', name);
      await page.fill('#f-password', PASSWORD);
      await page.fill('#f-code', codeOf(letters));
      await press(page);
      const codes = await page.locator('.codes li').allInnerTexts();
      expectEqual(codes.length, 10, 'recovery codes');
      await page.goto(`/${tag}/sign-in`);
      await page.fill('#f-name', name);
      await page.fill('#f-password', PASSWORD);
      await page.fill('#f-code', codes[0]); // the app's code of this half minute was used
      await press(page);
      expectEqual(path(page), `/${tag}/home`, 'page after signing in');
    });
  }
}

test('a card and an account can be used with the keyboard alone', async (t) => {
  const office = await signInOffice(t.binary);
  const card = await newcomer(office, 'en');
  const page = await openAt(t, office, { size: DESKTOP });
  await page.goto('/en/card');
  for (let i = 0; i < 12 && (await page.evaluate(() => document.activeElement?.id)) !== 'f-card'; i++) await page.keyboard.press('Tab');
  await page.keyboard.type(card.secret);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  for (let i = 0; i < 12 && (await page.evaluate(() => document.activeElement?.id)) !== 'f-pin'; i++) await page.keyboard.press('Tab');
  await page.keyboard.type(card.pin);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  expectEqual(path(page), '/en/my-data', 'page after typing');
});
