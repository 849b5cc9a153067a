// What every page must hold, whatever it shows. Each returns a list of faults as sentences; empty is good.

import { HtmlValidate } from 'html-validate/node';

// WCAG A and AA to 2.2 with axe's best practices.
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function axeFaults(page) {
  const violations = await page.evaluate(async (tags) => {
    const { violations } = await globalThis.axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.slice(0, 3).map((n) => `${n.target} ${n.html.slice(0, 120)}`), n: nodes.length }));
  }, AXE_TAGS);
  return violations.map(({ id, help, nodes, n }) => `axe ${id} (${n} times): ${help}\n  ${nodes.join('\n  ')}`);
}

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    // Taste, and a size that counts: HTML allows all of it.
    'attr-quotes': 'off',
    'doctype-style': 'off',
    'void-style': 'off',
    'no-inline-style': 'error',
    'long-title': 'off', // a title is as long as its language makes it
    'require-sri': 'off', // nothing comes from another server
    'no-trailing-whitespace': 'off',
  },
});

// html: as the server sent it, before a browser mended it.
export async function htmlFaults(html) {
  const report = await validator.validateString(html);
  return report.results.flatMap(({ messages }) => messages.map((m) => `HTML line ${m.line}: ${m.message} (${m.ruleId})`));
}

// No sideways scrolling of the page (WCAG 1.4.10); boxes that scroll by themselves and are reachable by keyboard may.
export async function overflowFaults(page) {
  return page.evaluate(() => {
    const root = document.scrollingElement;
    const wide = root.scrollWidth - root.clientWidth;
    if (wide <= 1) return []; // a pixel is rounding
    const rtl = getComputedStyle(document.documentElement).direction === 'rtl';
    const scrolls = (e) => e && (/auto|scroll/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
    const out = [...document.body.querySelectorAll('*')]
      .filter((e) => !scrolls(e.parentElement))
      .map((e) => ({ e, box: e.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (rtl ? box.left < -0.5 : box.right > root.clientWidth + 0.5))
      .slice(0, 5)
      .map(({ e, box }) => `<${e.localName} class="${e.getAttribute('class') ?? ''}"> ${Math.round(box.left)}..${Math.round(box.right)} ${e.textContent.replace(/\s+/g, ' ').trim().slice(0, 40)}`);
    return [`the page is ${wide} px wider than its window of ${root.clientWidth} px:\n  ${out.join('\n  ')}`];
  });
}

// Touch targets of at least 24 px (WCAG 2.5.8), links inside sentences and fields inside a large label excepted.
export async function targetFaults(page) {
  return page.evaluate(() => {
    const small = (e) => {
      const box = (e.closest('label') ?? e).getBoundingClientRect();
      return box.width > 1 && box.height > 1 && (box.width < 24 || box.height < 24);
    };
    const inSentence = (e) => getComputedStyle(e).display === 'inline';
    return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')]
      .filter((e) => small(e) && !inSentence(e))
      .slice(0, 5)
      .map((e) => `target smaller than 24 px: ${e.outerHTML.slice(0, 120)}`);
  });
}

// The share of letters of the language's own script in what the page says, names and numbers included.
export async function scriptShare(page, script) {
  const text = await page.innerText('main');
  const letters = text.match(/\p{L}/gu) ?? [];
  const own = letters.filter((letter) => new RegExp(`\\p{Script=${script}}`, 'u').test(letter));
  return letters.length === 0 ? 0 : own.length / letters.length;
}

export function expectNone(faults, where) {
  if (faults.length > 0) throw new Error(`${where}: ${faults.length} faults\n${faults.join('\n')}`);
}
