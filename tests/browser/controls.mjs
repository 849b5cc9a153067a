// Faults put there on purpose: a check that does not find them proves nothing on the real pages.

import { axeFaults, htmlFaults, overflowFaults, targetFaults } from './harness/checks.mjs';
import { DESKTOP } from './harness/browser.mjs';
import { expect, expectEqual, test } from './harness/tests.mjs';

const page = (body, head = '') => `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Control</title>${head}</head><body><main><h1>Control</h1>${body}</main></body></html>`;

test('control: a clean page has no faults', async (t) => {
  const p = await t.open();
  const html = page('<p>All is well.</p><p><a href="/" style="">Start</a></p>').replace(' style=""', '');
  await p.setContent(html);
  expectEqual([...(await axeFaults(p)), ...(await htmlFaults(html)), ...(await overflowFaults(p)), ...(await targetFaults(p))], [], 'faults');
});

test('control: axe finds a field without a name and text too pale to read', async (t) => {
  const p = await t.open();
  await p.setContent(page('<input type="text"><p style="color:#bbb">pale</p>'));
  const found = (await axeFaults(p)).join('\n');
  expect(found.includes('axe label'), `the field without a name was not found: ${found}`);
  expect(found.includes('axe color-contrast'), `the pale text was not found: ${found}`);
});

test('control: the width check finds an element that is too wide, in both directions of writing', async (t) => {
  for (const dir of ['ltr', 'rtl']) {
    const p = await t.open();
    await p.setContent(page('<div style="width:500px">wide</div>').replace('lang="en"', `lang="en" dir="${dir}"`));
    expect((await overflowFaults(p)).length === 1, `nothing found with dir=${dir}`);
    await p.setContent(page('<div style="overflow-x:auto"><div style="width:500px">wide</div></div>'));
    expectEqual(await overflowFaults(p), [], 'a box that scrolls by itself');
  }
});

test('control: larger text of a person makes the text of the page larger', async (t) => {
  const height = async (fontScale) => {
    const p = await t.open({ fontScale });
    await p.setContent(page('<p id="x" style="line-height:1">x</p>'));
    return p.evaluate(() => document.getElementById('x').getBoundingClientRect().height);
  };
  expectEqual((await height(2)) / (await height(1)), 2, 'growth');
});

test('control: invalid HTML is found as the server sent it', async () => {
  const faults = await htmlFaults(page('<ul><p>no item</p></ul><p>open <b>never closed</p>'));
  expect(faults.length >= 2, `found only: ${faults.join('; ')}`);
});

test('control: a small target is found', async (t) => {
  const p = await t.open({ size: DESKTOP });
  await p.setContent(page('<button style="width:12px;height:12px;padding:0">x</button>'));
  expectEqual((await targetFaults(p)).length, 1, 'small targets');
});

test('control: a page that breaks its own policy or misses a file is noticed', async (t) => {
  const missing = await t.open();
  await missing.goto('/no-such-page');
  const refused = await t.open();
  await refused.setContent(page('', '<meta http-equiv="Content-Security-Policy" content="style-src \'none\'"><style>p{color:red}</style>'));
  const seen = [missing, refused].map((p) => p.faults.splice(0).join('\n')); // found on purpose, so they are no faults of this test
  expect(seen[0].includes('404'), `the missing page was not noticed: ${seen[0]}`);
  expect(/Content.Security.Policy/i.test(seen[1]), `the refused style was not noticed: ${seen[1]}`);
});
