// An office in which people sign in: a caseworker with an invitation, and a newcomer with a card. Made once for all tests, when
// the first one asks for it.

import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { join } from 'node:path';

import { Office } from '../../api_walk/office.mjs';
import { openPage } from './browser.mjs';

// What an authenticator app does: RFC 6238 over the letters that the page shows.
export function codeOf(letters, now = Date.now()) {
  const bits = [...letters.replace(/\s/g, '')].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

let made;

export function signInOffice(binary) {
  made ??= (async () => {
    const office = new Office(binary);
    office.hire('A. Berg', 'caseworker', 'City');
    await office.start();
    return office;
  })();
  return made;
}

let people = 0;

// A newcomer with a card in a language: {secret, pin, id}, as paper and caseworker give them.
export async function newcomer(office, language) {
  people += 1;
  const worker = office.people['A. Berg'];
  const answer = await fetch(`${office.url}/api/v1/persons`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${worker.token}`, 'Content-Type': 'application/json', 'Idempotency-Key': `newcomer-${people}` },
    body: JSON.stringify({ name: 'Amina', local_number: String(people), state: 'open', caseworker: worker.id }),
  });
  if (answer.status !== 201) throw new Error(`no newcomer: ${answer.status} ${await answer.text()}`);
  const { id } = await answer.json();
  const paper = join(office.data, `card-${people}.pdf`);
  const pin = office.run('card', 'new', '--person', id, '--by', worker.id, '--language', language, '--out', paper).trim();
  const text = execFileSync('pdftotext', ['-layout', paper, '-'], { encoding: 'utf8' });
  const secret = (text.match(/\d{4}(?: \d{4}){4}/g) ?? []).join('').replaceAll(' ', '');
  if (secret.length !== 40) throw new Error(`no numbers on the card:\n${text}`);
  return { id, pin, secret };
}

// A page of the office; closed, and its faults counted, at the end of the test.
export async function openAt(t, office, options) {
  const page = await openPage(t.browser, office.url, options);
  t.pages.push(page);
  return page;
}
