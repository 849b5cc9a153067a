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
    await clean(page, 'own data');
    expect((await text(page)).includes('Zainab'), 'the own name');
  });
}

test('whoever entered the demo is only who they pressed, and can lock and leave', async (t) => {
  const page = await t.open({ size: DESKTOP });
  // Beside the page, with its cookie: a refusal is no fault of the page.
  const status = async (place) => (await page.context().request.get(`${t.url}${place}`, { maxRedirects: 0 })).status();
  await enter(page, 'en', 'p-001');
  expectEqual(await status('/en/cases'), 404, 'cases are not for a newcomer');
  await enter(page, 'en', 'school');
  expectEqual([await status('/en/cases'), await status('/en/received')], [404, 200], 'a school sees what was handed over alone');
  await enter(page, 'en', 'hoffmann');
  expectEqual(await status('/en/cases'), 200, 'a caseworker has cases');
  await page.locator('form[action="/en/lock"] button').click();
  expectEqual(path(page), '/en/locked', 'locked');
  expectEqual(await status('/en/cases'), 401, 'nothing is shown while locked');
});
