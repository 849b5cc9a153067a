// What people do on the demo, each as one story.

import { DESKTOP, PHONE } from './harness/browser.mjs';
import { EVENINGS, LANGUAGES, personPath, personWhoseCareCounts, personWhoseHoursCount, personWithPlan, personWithoutWay, planOf } from './harness/demo.mjs';
import { scriptShare } from './harness/checks.mjs';
import { expect, expectEqual, test } from './harness/tests.mjs';

const visible = (locator) => locator.filter({ visible: true });

// The first day in the job as the page says it; "none" where it says that there is no way.
async function dayShown(page) {
  const days = page.locator('.hero .day');
  return (await days.count()) === 0 ? 'none' : days.first().innerText();
}

async function submit(page) {
  await Promise.all([page.waitForURL(/\?/), page.locator('#change button[type=submit]').click()]);
}

test('the start page lists the people of the demo, turns its pages and finds one by number', async (t) => {
  const page = await t.open();
  await page.goto('/en');
  const links = page.locator('.people a');
  const first = await links.first().getAttribute('href');
  expect((await links.count()) >= 10, 'fewer than ten people on the first page');
  const all = Number((await page.locator('main [role=status]').innerText()).match(/\d+/)?.[0]);
  expect(all >= 100, `the page counts ${all} people, expected at least 100`);

  await page.locator('a[rel=next]').click();
  expect((await links.first().getAttribute('href')) !== first, 'the second page begins like the first');

  await page.fill('#f-q', first.split('/').pop());
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=/);
  expectEqual(await links.evaluateAll((all) => all.map((a) => a.getAttribute('href'))), [first], 'people found by number');

  await page.fill('#f-q', 'no such person anywhere');
  await page.keyboard.press('Enter');
  await page.waitForURL(/no\+such|no%20such/);
  expectEqual(await links.count(), 0, 'people found for nonsense');
});

test('the front page leads to the language of the browser', async (t) => {
  for (const { tag, dir } of LANGUAGES) {
    const page = await t.open({ language: tag });
    await page.goto('/');
    expectEqual(new URL(page.url()).pathname, `/${tag}`, 'page');
    expectEqual(await page.locator('html').getAttribute('dir'), dir, 'direction of writing');
  }
  const page = await t.open({ language: 'fi' });
  await page.goto('/');
  expectEqual(await page.locator('main a[hreflang]').count(), LANGUAGES.length, 'languages to choose from');
});

test('a person sees goal, first day in the job, the way as picture, table and steps, and the week', async (t) => {
  const id = await personWithPlan(t.url);
  const plan = await planOf(t.url, id);
  for (const size of [PHONE, DESKTOP]) {
    const page = await t.open({ size });
    await page.goto(personPath('en', id));
    expect((await page.locator('.hero .goal strong').innerText()).length > 2, 'no goal is named');
    expect(/\d{4}/.test(await dayShown(page)), 'no first day in the job is shown');

    const pathway = visible(page.locator('main svg[role=img]')).first();
    expect((await pathway.locator('title').first().textContent()).trim().length > 10, 'the picture of the way has no name');
    const box = await pathway.boundingBox();
    expect(box.width > 250 && box.height > 100, `the picture of the way is only ${box.width} x ${box.height}`);

    expectEqual(await page.locator('ol.steps > li').count(), plan.steps + 1, 'steps with the job at their end');
    const table = page.locator('details table').first();
    expect(!(await table.isVisible()), 'the table is open before it is asked for');
    await page.locator('summary').first().click();
    expect(await table.isVisible(), 'the table does not open');
    expectEqual(await table.locator('tbody tr').count(), plan.steps + 1, 'rows of the table');

    expect(await page.locator('#week svg').isVisible(), 'the week has no picture');
    await page.locator('#week summary').click();
    expectEqual(await page.locator('#week table').isVisible(), true, 'the week as a table');
  }
});

test('each step gives its reasons', async (t) => {
  const page = await t.open();
  await page.goto(personPath('en', await personWithPlan(t.url)));
  const steps = page.locator('ol.steps > li:not(.goalstep)');
  for (let i = 0; i < (await steps.count()); ++i) {
    const reasons = await steps.nth(i).locator('.why li').allInnerTexts();
    expect(reasons.length >= 1 && reasons.every((r) => r.length > 10), `step ${i + 1} gives no reason: ${JSON.stringify(reasons)}`);
  }
});

test('who has no way is told why and what would open one', async (t) => {
  const page = await t.open();
  await page.goto(personPath('en', await personWithoutWay(t.url)));
  expectEqual(await page.locator('ol.steps').count(), 0, 'lists of steps');
  expect((await page.locator('main .why li').count()) >= 1, 'no reason is given');
});

test('another goal gives another plan, and the way back', async (t) => {
  const id = await personWithPlan(t.url);
  const page = await t.open();
  await page.goto(personPath('en', id));
  const before = await page.locator('.hero .goal strong').innerText();
  const steps = await page.locator('ol.steps').innerText();
  await page.locator('.hero a[href*="/goal"]').click();
  const other = page.locator('ul.tap a[href*="goal="]:not([aria-current])').filter({ hasNotText: before }).first();
  await other.click();
  await page.waitForURL(/goal=/);
  const after = await page.locator('.hero .goal strong').innerText();
  expect(after !== before, `the goal is still "${before}"`);
  expect(await page.locator('.banner[role=status]').isVisible(), 'what changed is not said');
  const now = page.locator('ol.steps');
  expect((await now.count()) === 0 || (await now.innerText()) !== steps, 'the steps are the same');
  await page.locator('#change a.tapline').click();
  await page.waitForURL((u) => u.search === '');
  expectEqual(await page.locator('.hero .goal strong').innerText(), before, 'goal after going back');
});

async function changeHours(t, javaScript) {
  const id = await personWhoseHoursCount(t.url);
  const page = await t.open({ javaScript });
  await page.goto(personPath('en', id));
  const before = await dayShown(page);
  await page.check(`input[name=hours][value="${EVENINGS}"]`);
  await submit(page);
  expect((await dayShown(page)) !== before, `with evenings only the first day is still ${before}`);
  expect(await page.locator('.banner[role=status]').isVisible(), 'what changed is not said');
  expect(await page.locator(`input[name=hours][value="${EVENINGS}"]`).isChecked(), 'the answer is forgotten');
}

test('other hours give a new plan at once', (t) => changeHours(t, true));
test('other hours give a new plan without JavaScript', (t) => changeHours(t, false));

test('another childcare answer gives a new plan', async (t) => {
  const page = await t.open();
  await page.goto(personPath('en', await personWhoseCareCounts(t.url)));
  const before = await dayShown(page);
  await page.check('input[name=care][value=none]');
  await submit(page);
  expect((await dayShown(page)) !== before, `without childcare the first day is still ${before}`);
  await page.check('input[name=care][value=now]');
  await page.locator('#change button[type=submit]').click();
  await page.waitForURL((u) => !u.search.includes('care=none'));
  expectEqual(await dayShown(page), before, 'first day after the answer was taken back');
});

test('hours can be chosen day by day', async (t) => {
  const id = await personWithPlan(t.url);
  const page = await t.open();
  await page.goto(personPath('en', id));
  await page.locator('#change a[href*="/week"]').click();
  const form = page.locator('main form').first();
  for (let d = 0; d < 7; ++d) {
    await form.locator(`input[name=f${d}]`).fill(d < 5 ? '13:00' : '');
    await form.locator(`input[name=t${d}]`).fill(d < 5 ? '18:00' : '');
  }
  await Promise.all([page.waitForURL(/hours=/), form.locator('button[type=submit]').click()]);
  expectEqual(new URL(page.url()).searchParams.get('hours'), 'Mon-Fri 13:00-18:00', 'hours');
  expect(await page.locator('input[name=hours][value="Mon-Fri 13:00-18:00"]').isChecked(), 'the own hours are not shown as chosen');
});

test('changing the language keeps the page and the answers, and turns it right to left', async (t) => {
  const id = await personWhoseHoursCount(t.url);
  const query = `?hours=${encodeURIComponent(EVENINGS)}`;
  const page = await t.open();
  await page.goto(personPath('en', id, query));
  for (const { tag, dir, script } of [LANGUAGES[2], LANGUAGES[1], LANGUAGES[0]]) {
    await page.locator(`header a[hreflang=${tag}]`).click();
    await page.waitForURL((u) => u.pathname === personPath(tag, id));
    expectEqual(new URL(page.url()).searchParams.get('hours'), EVENINGS, 'hours after changing the language');
    const html = page.locator('html');
    expectEqual([await html.getAttribute('lang'), await html.getAttribute('dir')], [tag, dir], 'language and direction');
    const share = await scriptShare(page, script);
    expect(share > 0.6, `only ${Math.round(share * 100)} % of the letters are ${script}`);
    if (dir === 'rtl') {
      const [heading, window] = await page.locator('h2').first().evaluate((e) => {
        const range = document.createRange();
        range.selectNodeContents(e);
        return [range.getBoundingClientRect().right, innerWidth];
      });
      expect(heading > window / 2, 'the headings do not begin at the right edge');
    }
  }
});

test('the plan can be taken along as picture and file', async (t) => {
  const id = await personWithPlan(t.url);
  const picture = await fetch(`${t.url}${personPath('ar', id, '/plan.svg')}`);
  expectEqual(picture.headers.get('content-type'), 'image/svg+xml', 'type of the picture');
  expect((await picture.text()).startsWith('<svg'), 'the picture is no SVG');
  const page = await t.open();
  const answer = await page.goto(personPath('ar', id, '/plan.svg'));
  expectEqual(answer.status(), 200, 'status');
});

test('a wrong address and a wrong answer are told in the language of the page', async (t) => {
  for (const { tag, dir } of LANGUAGES) {
    for (const [path, status] of [[`/${tag}/people/nobody`, 404], [personPath(tag, await personWithPlan(t.url), '?hours=whenever'), 400], [`/${tag}/none`, 404]]) {
      const answer = await fetch(t.url + path);
      const html = (await answer.text()).replace(/ href="[^"]*"/g, ''); // links to the other languages keep the query
      expectEqual(answer.status, status, path);
      expect(html.includes(`<html lang="${tag}" dir="${dir}">`), `${path} answers in another language`);
      expect(!html.includes('whenever') && !html.includes('nobody</'), `${path} repeats what was asked`);
    }
  }
});

// Text zoom that media queries do not see, as Firefox has it.
test('at 200 % text between phone and desk no column shrinks to single letters', async (t) => {
  for (const { tag } of LANGUAGES) {
    const page = await t.open({ language: tag, size: { width: 720, height: 900 } });
    await page.goto(personPath(tag, await personWithPlan(t.url)));
    await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    for (const box of await visible(page.locator('.hero a')).evaluateAll((all) => all.map((a) => a.getBoundingClientRect().toJSON()))) {
      expect(box.width > box.height, `a button of ${Math.round(box.width)} x ${Math.round(box.height)} in ${tag}`);
    }
  }
});
