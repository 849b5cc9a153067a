// The door to the demo's office: one press, and a visitor is somebody who works there, or one of the people.

import { DESKTOP, PHONE } from './harness/browser.mjs';
import { axeFaults, expectNone, overflowFaults, targetFaults } from './harness/checks.mjs';
import { LANGUAGES } from './harness/demo.mjs';
import { expect, expectEqual, test } from './harness/tests.mjs';

const path = (page) => new URL(page.url()).pathname;
const text = (page) => page.locator('main').innerText();

async function enter(page, tag, who) {
  await page.goto(`/${tag}/demo`);
  await page.locator(`form:has(input[value="${who}"]) button`).click();
  await page.waitForURL((u) => !u.pathname.endsWith('/demo'));
}

async function clean(page, where) {
  await page.evaluate(() => document.querySelectorAll('details').forEach((d) => (d.open = true)));
  expectNone([...(await axeFaults(page)), ...(await targetFaults(page)), ...(await overflowFaults(page))], where);
}

for (const { tag } of LANGUAGES) {
  test(`${tag}: the demo's door leads to the day of a caseworker, to a case, and to the own data of a newcomer`, async (t) => {
    const page = await t.open({ size: PHONE, language: tag });
    await page.goto(`/${tag}`);
    await page.locator(`a[href="/${tag}/demo"]`).click();
    await clean(page, 'door');
    await enter(page, tag, 'berg');
    expectEqual(path(page), `/${tag}/home`, 'after the door');
    await clean(page, 'today');
    await page.goto(`/${tag}/cases`);
    await clean(page, 'cases');
    await page.locator('main table a, main .cases a').first().click();
    expect(/\/cases\/[0-9a-f]{32}$/.test(path(page)), `the page of a case: ${path(page)}`);
    await clean(page, 'case');
    await enter(page, tag, 'p-003');
    expectEqual(path(page), `/${tag}/my-data`, 'a newcomer');
    expect((await text(page)).includes('Zainab'), 'the own name');
    await clean(page, 'own data');
  });
}

test('whoever entered the demo is only who they pressed, and can lock and leave', async (t) => {
  const page = await t.open({ size: DESKTOP });
  await enter(page, 'en', 'p-001');
  expectEqual((await page.goto('/en/cases')).status(), 404, 'cases are not for a newcomer');
  await enter(page, 'en', 'school');
  await page.goto('/en/cases');
  expect(!(await text(page)).includes('Naweed'), 'a school sees no case that nobody handed over');
  await enter(page, 'en', 'hoffmann');
  await page.locator('form[action="/en/lock"] button').click();
  expectEqual(path(page), '/en/locked', 'locked');
  expect([401, 303].includes((await page.goto('/en/my-data')).status()) || path(page) !== '/en/my-data' || !(await text(page)).includes('Hoffmann'), 'nothing is shown while locked');
});
