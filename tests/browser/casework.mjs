// One case through four organisations, each in a browser of its own, and the person who sees it all.

import { DESKTOP, PHONE } from './harness/browser.mjs';
import { axeFaults, expectNone, htmlFaults, overflowFaults, targetFaults } from './harness/checks.mjs';
import { casework } from './harness/office.mjs';
import { expect, expectEqual, test } from './harness/tests.mjs';

const day = (from) => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10);

const heading = (page) => page.locator('h1').innerText();
const told = (page) => page.locator('[role=status]').innerText();
const has = async (page, text, where) => expect((await page.locator('main').innerText()).includes(text), `${where}: "${text}" is not on the page`);
const hasNot = async (page, text, where) => expect(!(await page.locator('main').innerText()).includes(text), `${where}: "${text}" is on the page`);

async function clean(page, where) {
  await page.evaluate(() => document.querySelectorAll('details').forEach((d) => (d.open = true)));
  expectNone([...(await axeFaults(page)), ...(await targetFaults(page)), ...(await overflowFaults(page))], where);
}

// A person whose file has a little of everything.
async function aCase(work, name, number) {
  const id = await work.register(name, number);
  work.office.admit(name, 'newcomer', id);
  const under = `/persons/${id}`;
  await work.api('worker', 'POST', `${under}/contacts`, { channel: 'phone', address: '0151 000 00', safe: 'always' });
  await work.api('worker', 'POST', `${under}/papers`, { kind: 'Residence permit', state: 'original', until: day(60) });
  await work.api('worker', 'POST', `${under}/languages`, { language: 'de', skill: 'speaking', level: 'b1', evidence: 'told' });
  await work.api('worker', 'POST', `${under}/tasks`, { kind: 'task', assignee: work.office.people.worker.id, due_on: day(-2), state: 'open', words: 'Call the school' });
  return id;
}

async function open(t, work, name, options = {}) {
  return t.open({ at: work.url, headers: work.as(name), size: DESKTOP, ...options });
}

async function prepared(t) {
  const work = await casework(t.binary);
  work.cases ??= await (async () => {
    const ids = { Amina: await aCase(work, 'Amina', '1001'), Farid: await aCase(work, 'Farid', '1002') };
    await work.api('worker', 'POST', `/persons/${ids.Amina}/plans`, { engine: 'by hand', territory_hash: '', rules_hash: '', policy_hash: '', content: '{}' }).catch(() => {});
    await work.again(); // with the tokens of the people
    return ids;
  })();
  return work;
}

// @req A1
test('casework: a case goes through four organisations, and the person sees who looked, says no and takes it along', async (t) => {
  const work = await prepared(t);
  const person = work.cases.Amina;
  const worker = await open(t, work, 'worker');

  await worker.goto('/en/home');
  await has(worker, 'Call the school', 'today');
  await clean(worker, 'today');
  await worker.locator('#overdue .presses button', { hasText: 'Done' }).first().click();
  expectEqual(await told(worker).then((s) => s.includes('The task is done.')), true, 'told');
  await worker.locator('[role=status] button').click();
  await has(worker, 'The task is open again.', 'undone');

  for (const [to, name, fields] of [['teacher', 'Language School', ['identity', 'skills']], ['jobs', 'Job Centre', ['identity', 'skills', 'wishes']], ['baker', 'Bakery', ['identity', 'skills']]]) {
    await worker.goto(`/en/cases/${person}/referral`);
    await worker.getByRole('link', { name }).click();
    for (const f of fields) await worker.locator(`input[name=fields][value=${f}]`).check();
    await worker.fill('textarea[name=why]', `Amina wants to go on with ${name}`);
    await worker.fill('input[name=until]', day(80));
    await clean(worker, 'terms of a referral');
    await worker.locator('#terms button').click();
    expectEqual(await heading(worker), 'This is what they would see', 'review');
    await has(worker, 'de b1', 'review');
    await hasNot(worker, 'Residence permit', 'review');
    await clean(worker, 'review of a referral');
    await worker.selectOption('select[name=language]', 'ar');
    await worker.locator('input[name=agreed]').check();
    await worker.locator('#yes button').click();
    await has(worker, 'The referral was sent.', `sent to ${name}`);

    const receiver = await open(t, work, to, { size: PHONE });
    await receiver.goto('/en/received');
    await hasNot(receiver, 'Amina wants to go on with the other', 'received');
    await hasNot(receiver, '1001', 'received');
    await clean(receiver, 'received');
    await receiver.locator('#waits a.what').click();
    await clean(receiver, 'a referral that waits');
    await receiver.locator('input[name=reply][value=accept]').check();
    await receiver.locator('#answer button').click();
    expectEqual(await heading(receiver), 'Amina', `${name} accepted`);
    await hasNot(receiver, 'Residence permit', name);
  }

  // Each hand-over ends where it was sent: the bakery says how it went, and hands nobody on.
  const baker = await open(t, work, 'baker');
  await baker.goto(`/en/received/${person}`);
  await clean(baker, 'a referral that is worked on');
  await baker.locator('input[name=reply][value=finish]').check();
  await baker.fill('textarea[name=reason]', 'She begins on Monday');
  await baker.locator('#answer button').click();
  expectEqual((await fetch(`${work.url}/en/cases/${person}/referral`, { headers: work.as('baker') })).status, 404, 'nobody is handed on');

  await worker.goto(`/en/cases/${person}`);
  await has(worker, 'accepted', 'the sender sees the state');
  await has(worker, 'She begins on Monday', 'the sender sees how it ended');
  await clean(worker, 'a case');

  const amina = await open(t, work, 'Amina', { size: PHONE });
  await amina.goto('/en/my-data');
  await has(amina, 'provider, ', 'who looked');
  await has(amina, 'Language School', 'who looked');
  await clean(amina, 'my data');
  await amina.locator('#permissions li', { hasText: 'Language School' }).getByRole('button').click();
  await has(amina, 'You lose no help because of it.', 'withdrawn');
  const [download] = await Promise.all([amina.waitForEvent('download'), amina.getByRole('link', { name: /JSON/ }).click()]);
  expectEqual(download.suggestedFilename(), 'my-data.json', 'download');

  const answer = await fetch(`${work.url}/en/received/${person}`, { headers: work.as('teacher') });
  expectEqual(answer.status, 404, 'the school sees nothing any more');
  const still = await fetch(`${work.url}/en/received/${person}`, { headers: work.as('jobs') });
  expectEqual(still.status, 200, 'the job centre still does');

  // The no changes nothing of the help: the same plans, the same case, the same caseworker.
  await worker.goto(`/en/cases/${person}`);
  expectEqual(await heading(worker), 'Amina', 'the case after a no');

  await amina.goto('/en/my-data/erasure');
  await amina.locator('input[name=sure]').check();
  await amina.locator('#erase button').click();
  await has(amina, 'number', 'the receipt of the erasure');
  await clean(amina, 'erased');
  expectEqual((await fetch(`${work.url}/en/cases/${person}`, { headers: work.as('worker') })).status, 404, 'the case is gone');
  expectEqual((await fetch(`${work.url}/en/received/${person}`, { headers: work.as('jobs') })).status, 404, 'also where it was handed to');
});

test('casework: every screen holds in every language, on a phone and at twice the text size', async (t) => {
  const work = await prepared(t);
  const screens = { worker: ['home', 'cases', 'cases?order=name&state=all', `cases/${work.cases.Farid}`, `cases/${work.cases.Farid}/referral`, `cases/${work.cases.Farid}/messages`, `cases/${work.cases.Farid}/emergency`, 'received'], boss: ['team', `team/${work.office.people.worker.id}/absence`, 'cases?whose=team'], officer: ['emergencies'], Farid: ['my-data', 'my-data/erasure', 'my-messages'] };
  for (const tag of ['en', 'de', 'ar']) {
    for (const [name, paths] of Object.entries(screens)) {
      const phone = await open(t, work, name, { size: PHONE, language: tag });
      const large = await open(t, work, name, { size: { width: 320, height: 640 }, fontScale: 2, language: tag });
      for (const path of paths) {
        await phone.goto(`/${tag}/${path}`);
        await clean(phone, `${tag} ${path}`);
        await large.goto(`/${tag}/${path}`);
        await large.evaluate(() => document.querySelectorAll('details').forEach((d) => (d.open = true)));
        expectNone(await overflowFaults(large), `${tag} ${path} at twice the size`);
        const html = await (await fetch(`${work.url}/${tag}/${path}`, { headers: work.as(name) })).text();
        expectNone(await htmlFaults(html), `${tag} ${path}`);
        const { gzipSync } = await import('node:zlib');
        expect(gzipSync(html).length <= 120_000, `${path} has ${gzipSync(html).length} bytes packed`);
      }
    }
  }
});

test('casework: a note is written with the keyboard alone and without JavaScript', async (t) => {
  const work = await prepared(t);
  const page = await open(t, work, 'worker', { javaScript: false });
  await page.goto(`/en/cases/${work.cases.Farid}`);
  await page.keyboard.press('Tab');
  expectEqual(await page.locator(':focus').innerText(), 'Go to the content', 'the first stop');
  await page.locator('#note summary').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('He prefers mornings');
  await page.keyboard.press('Tab');
  await Promise.all([page.waitForURL(/did=/), page.keyboard.press('Enter')]);
  await has(page, 'The note was added.', 'told');
  await has(page, 'He prefers mornings', 'timeline');
});
