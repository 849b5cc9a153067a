// Debian's Chromium, and pages that watch over themselves.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1280, height: 900 };

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    chromiumSandbox: false, // root has none
    args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
      '--disable-sync', '--disable-dev-shm-usage'],
  });
}

// A page in a fresh profile. Whatever goes wrong on it without a test noticing is kept in `faults`: script errors, refusals of the
// content security policy, answers of 400 and above, addresses outside the server.
export async function openPage(browser, url, { size = PHONE, javaScript = true, language = 'en', fontScale = 1, dark = false, headers = {} } = {}) {
  const context = await browser.newContext({ baseURL: url, viewport: size, javaScriptEnabled: javaScript, locale: language, hasTouch: size.width < 600, colorScheme: dark ? 'dark' : 'light', extraHTTPHeaders: headers });
  // Not part of the page, so that the policy of the page does not stop it.
  if (javaScript) await context.addInitScript({ content: AXE });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} for ${response.url()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !/^(data|about|blob):/.test(request.url())) faults.push(`asks another server: ${request.url()}`);
  });
  if (fontScale !== 1) {
    // What a person's own text size does: the default font grows, the window does not.
    const session = await context.newCDPSession(page);
    await session.send('Page.setFontSizes', { fontSizes: { standard: Math.round(16 * fontScale), fixed: Math.round(13 * fontScale) } });
  }
  page.setDefaultTimeout(15_000);
  return Object.assign(page, { faults });
}
