// The journeys in a real browser against the real program: node tests/browser/run.mjs [--binary FILE | --url URL] [--only TEXT]
// [--pictures DIR]. One line for each test, a closing line "N passed, N failed", exit code 1 when one failed.

import { mkdirSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch, openPage } from './harness/browser.mjs';
import { startServer } from './harness/server.mjs';
import { runTests, tests } from './harness/tests.mjs';

const here = dirname(fileURLToPath(import.meta.url));

function readArguments(words) {
  const options = { binary: resolve(here, '../../build/release/foothold'), url: undefined, only: '', pictures: undefined };
  for (let i = 0; i < words.length; i += 2) {
    const name = words[i].replace(/^--/, '');
    if (!words[i].startsWith('--') || !(name in options) || words[i + 1] === undefined) {
      console.error(`run.mjs does not know "${words[i]}" (it knows --binary FILE, --url URL, --only TEXT, --pictures DIR, each with a value)`);
      process.exit(2);
    }
    options[name] = words[i + 1];
  }
  return options;
}

const options = readArguments(process.argv.slice(2));
const begin = Date.now();
const server = options.url ? { url: options.url.replace(/\/$/, ''), stop: async () => {} } : await startServer(options.binary);
if (server.milliseconds) console.log(`# first answer ${server.milliseconds} ms after the start of the program`);
const beforeList = Date.now();
await fetch(`${server.url}/en`).then((answer) => answer.text());
console.log(`# first list of people in ${Date.now() - beforeList} ms`);

for (const file of readdirSync(here).filter((f) => f.endsWith('.mjs') && f !== 'run.mjs').sort()) {
  await import(pathToFileURL(join(here, file)).href);
}

const browser = await launch();
let failed = 1;
try {
  let number = 0;
  const [passed, bad] = await runTests(tests.filter(({ title }) => title.includes(options.only)), {
    async prepare() {
      const pages = [];
      return {
        url: server.url,
        binary: options.binary,
        browser,
        pages,
        // A page of the program, or of the one at `at`; closed, and its faults counted, at the end of the test.
        async open(pageOptions) {
          const page = await openPage(browser, pageOptions?.at ?? server.url, pageOptions);
          pages.push(page);
          return page;
        },
      };
    },
    async finish({ pages }, fault) {
      number += 1;
      if (options.pictures) mkdirSync(options.pictures, { recursive: true });
      for (const [i, page] of pages.entries()) {
        // An aid for people: a page that cannot be drawn (an SVG by itself) is no fault.
        if (options.pictures) await page.screenshot({ path: join(options.pictures, `${number}-${i + 1}.png`), fullPage: true }).catch(() => {});
        await page.context().close();
      }
      const faults = pages.flatMap((page) => page.faults);
      if (!fault && faults.length > 0) throw new Error(`the pages complained:\n${[...new Set(faults)].join('\n')}`);
    },
  });
  failed = bad;
  console.log(`# ${((Date.now() - begin) / 1000).toFixed(1)} s in all`);
  console.log(`# pass ${passed}`);
  console.log(`# fail ${bad}`);
  if (passed + bad === 0) failed = 1; // nothing tested is no success
  process.exitCode = failed > 0 ? 1 : 0;
  await browser.close();
  await server.stop();
  console.log(`${passed} passed, ${bad} failed`);
} catch (error) {
  console.log(`not ok - the run itself: ${error.stack ?? error}`);
  await browser.close().catch(() => {});
  await server.stop().catch(() => {});
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
process.exit(); // offices that tests share serve until now
