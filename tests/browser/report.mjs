// The report of a sharing and the page of one person: files that the program writes, opened without a server.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { DESKTOP, PHONE, openPage } from './harness/browser.mjs';
import { axeFaults, expectNone, htmlFaults, overflowFaults, targetFaults } from './harness/checks.mjs';
import { LANGUAGES } from './harness/demo.mjs';
import { expect, test } from './harness/tests.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const asked = process.argv.indexOf('--binary');
const binary = asked < 0 ? join(root, 'build/release/foothold') : process.argv[asked + 1];
let made;

// The demo's run and its pages, made once.
function files() {
  if (!made) {
    const folder = mkdtempSync(join(tmpdir(), 'foothold-report-'));
    const run = join(folder, 'RUN.json');
    const program = (...words) => execFileSync(binary, ['allocate', ...words], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
    program('--territory', 'data/territories/lindental', '--work', '12', '--out', run);
    const each = JSON.parse(readFileSync(run, 'utf8')).each;
    const placed = each.find((row) => row.placed && row.reasons.some((r) => r.key === 'alloc.full')).person;
    const without = each.find((row) => !row.placed && row.reasons.length > 2).person;
    made = LANGUAGES.flatMap(({ tag, dir }) =>
      Object.entries({ report: [], placed: ['--person', placed], without: ['--person', without] }).map(([name, more]) => {
        const file = join(folder, `${name}-${tag}.html`);
        program('report', run, '--language', tag, '--out', file, ...more);
        return { name: `${name} in ${tag}`, file, dir, url: pathToFileURL(file).href };
      }),
    );
  }
  return made;
}

async function look(t, url, options) {
  const page = await openPage(t.browser, url, options);
  t.pages.push(page);
  await page.goto(url);
  await page.evaluate(() => document.querySelectorAll('details').forEach((d) => (d.open = true)));
  return page;
}

test('report: every page is valid HTML that loads nothing but itself', async (t) => {
  for (const { name, file, url, dir } of files()) {
    expectNone(await htmlFaults(readFileSync(file, 'utf8')), name);
    const page = await look(t, url, { size: DESKTOP });
    expect((await page.evaluate(() => document.documentElement.dir)) === dir, `${name} is written from the wrong side`);
    expect((await page.evaluate(() => performance.getEntriesByType('resource').length)) === 0, `${name} loads something`);
  }
});

test('report: every page passes axe on a phone and fits 360 px, the report also dark', async (t) => {
  for (const { name, url } of files()) {
    for (const dark of name.startsWith('report') ? [false, true] : [false]) {
      const page = await look(t, url, { size: PHONE, dark });
      expectNone([...(await axeFaults(page)), ...(await targetFaults(page)), ...(await overflowFaults(page))], name);
    }
  }
});

test('report: every page fits 320 px at twice the text size', async (t) => {
  for (const { name, url } of files()) {
    expectNone(await overflowFaults(await look(t, url, { size: { width: 320, height: 640 }, fontScale: 2 })), name);
  }
});
