// What every screen must hold in every language: accessible, valid, no sideways scrolling. New screens join the list.

import { DESKTOP, PHONE } from './harness/browser.mjs';
import { axeFaults, expectNone, htmlFaults, overflowFaults, targetFaults } from './harness/checks.mjs';
import { EVENINGS, LANGUAGES, personPath, personWhoseCareCounts, personWhoseHoursCount, personWithPlan, personWithoutWay } from './harness/demo.mjs';
import { expect, test } from './harness/tests.mjs';

async function screens(url, tag) {
  const [plain, without, hours, care] = [await personWithPlan(url), await personWithoutWay(url), await personWhoseHoursCount(url), await personWhoseCareCounts(url)];
  return {
    start: `/${tag}`,
    'start, second page of those with children': `/${tag}?group=children&page=2`,
    about: `/${tag}/about`,
    functions: `/${tag}/functions`,
    responsible: `/${tag}/responsible`,
    'door of the demo': `/${tag}/demo`,
    person: personPath(tag, plain),
    'person with children': personPath(tag, care),
    'person without a way': personPath(tag, without),
    'person, changed hours': personPath(tag, hours, `?hours=${encodeURIComponent(EVENINGS)}`),
    goal: personPath(tag, plain, '/goal'),
    week: personPath(tag, plain, '/week'),
  };
}

const openDetails = (page) => page.evaluate(() => document.querySelectorAll('details').forEach((d) => (d.open = true)));

for (const { tag } of LANGUAGES) {
  test(`${tag}: every screen passes axe on a phone, has targets large enough and fits 360 px`, async (t) => {
    const page = await t.open({ size: PHONE, language: tag });
    for (const [name, path] of Object.entries(await screens(t.url, tag))) {
      await page.goto(path);
      await openDetails(page);
      expectNone([...(await axeFaults(page)), ...(await targetFaults(page)), ...(await overflowFaults(page))], name);
    }
  });

  test(`${tag}: every screen fits 320 px at twice the text size`, async (t) => {
    const page = await t.open({ size: { width: 320, height: 640 }, language: tag, fontScale: 2 });
    for (const [name, path] of Object.entries(await screens(t.url, tag))) {
      await page.goto(path);
      await openDetails(page);
      expectNone(await overflowFaults(page), name);
    }
  });

  test(`${tag}: every screen is valid HTML and at most 50 kB packed`, async (t) => {
    const { gzipSync } = await import('node:zlib');
    for (const [name, path] of Object.entries(await screens(t.url, tag))) {
      const html = await (await fetch(t.url + path)).text();
      expectNone(await htmlFaults(html), name);
      const size = gzipSync(html).length;
      expect(size <= 50_000, `${name} has ${size} bytes packed`);
    }
  });
}

test('a large screen and dark colours pass axe too', async (t) => {
  for (const options of [{ size: DESKTOP }, { size: DESKTOP, dark: true }, { size: PHONE, dark: true }]) {
    const page = await t.open(options);
    for (const [name, path] of Object.entries(await screens(t.url, options.dark ? 'ar' : 'de'))) {
      if (!['start', 'person', 'person, changed hours', 'week'].includes(name)) continue;
      await page.goto(path);
      await openDetails(page);
      expectNone([...(await axeFaults(page)), ...(await overflowFaults(page))], `${name} ${JSON.stringify(options)}`);
    }
  }
});
