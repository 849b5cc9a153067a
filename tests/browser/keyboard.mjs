// Without a mouse: everything can be reached, in order, with the place always visible; and what a screen reader is given.

import { LANGUAGES, personPath, personWhoseHoursCount, personWithPlan } from './harness/demo.mjs';
import { expect, expectEqual, test } from './harness/tests.mjs';

// Presses Tab until the focus is on the selector; every stop on the way must show itself.
async function tabTo(page, selector, most = 120) {
  for (let i = 0; i < most; ++i) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate((wanted) => {
      const e = document.activeElement;
      const style = getComputedStyle(e);
      const box = e.getBoundingClientRect();
      return {
        there: e.matches(wanted),
        name: e.outerHTML.slice(0, 100),
        outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        body: e === document.body,
      };
    }, selector);
    if (stop.body) continue; // from the last element through the browser's own to the first
    expect(stop.outlined, `the focus is not visible on ${stop.name}`);
    expect(stop.inView, `the focus is outside the window on ${stop.name}`);
    if (stop.there) return i + 1;
  }
  throw new Error(`${selector} is not reached with ${most} times Tab`);
}

const focused = (page, selector) => page.evaluate((s) => document.activeElement.matches(s), selector);

test('from the start page to a new plan with the keyboard alone', async (t) => {
  const id = await personWhoseHoursCount(t.url);
  const page = await t.open();
  await page.goto('/en');
  await page.keyboard.press('Tab');
  expect(await focused(page, 'a.skip'), 'the first stop is not the link to the content');
  await page.keyboard.press('Enter');
  expect(await focused(page, 'main'), 'the link to the content does not lead there');
  await tabTo(page, '#f-q', 5);
  await page.keyboard.type(id);
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=/);
  await tabTo(page, `.people a[href="${personPath('en', id)}"]`);
  await page.keyboard.press('Enter');
  await page.waitForURL((u) => u.pathname === personPath('en', id));

  await tabTo(page, '#change input[name=hours]');
  const chosen = () => page.evaluate(() => document.querySelector('input[name=hours]:checked').value);
  const before = await chosen();
  await page.keyboard.press('ArrowDown');
  const after = await chosen();
  expect(after !== before, 'the arrow key does not change the answer');
  await tabTo(page, '#change button[type=submit]', 10);
  await page.keyboard.press('Enter');
  await page.waitForURL(/hours=/);
  expectEqual(new URL(page.url()).searchParams.get('hours'), after, 'hours asked for');
});

test('nothing on a person\'s page holds the keyboard or is left out', async (t) => {
  for (const { tag } of LANGUAGES) {
    const page = await t.open({ language: tag });
    await page.goto(personPath(tag, await personWithPlan(t.url)));
    const wanted = await page.evaluate(() => {
      const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary, [tabindex="0"]')];
      // One stop for a group of radio buttons; nothing inside a closed table.
      const stops = all.filter((e) => e.checkVisibility() && !(e.type === 'radio' && !e.checked));
      stops.forEach((e, i) => (e.dataset.stop = i));
      return stops.length;
    });
    const seen = [];
    for (let i = 0; i < wanted; ++i) {
      await page.keyboard.press('Tab');
      seen.push(await page.evaluate(() => Number(document.activeElement.dataset.stop ?? -1)));
    }
    expectEqual(seen, [...Array(wanted).keys()], `${tag}: stops in the order of the page`);
  }
});

test('a screen reader is given headings in order, named pictures and named fields', async (t) => {
  const page = await t.open();
  await page.goto(personPath('en', await personWithPlan(t.url)));
  const tree = await page.locator('body').ariaSnapshot();
  const levels = [...tree.matchAll(/heading .*\[level=(\d)\]/g)].map((m) => Number(m[1]));
  expectEqual(levels.filter((l) => l === 1).length, 1, 'headings of level 1');
  levels.forEach((level, i) => expect(i === 0 || level <= levels[i - 1] + 1, `heading ${i + 1} jumps from level ${levels[i - 1]} to ${level}`));
  expect(/img "[^"]{10,}/.test(tree), 'no picture with a name');
  for (const landmark of ['banner', 'main', 'contentinfo', 'navigation "']) expect(tree.includes(landmark), `no ${landmark}`);
  expect(/group "[^"]+":\s+- (?:text: .*\s+- )?radio "/.test(tree) || /radio "[^"]+"/.test(tree), 'the answers have no names');
  expect(!/(radio|combobox|searchbox|button|link|checkbox)(?: \[.*\])?:?$/m.test(tree.replace(/- \/url:.*$/gm, '')), 'a field or link has no name');
});
