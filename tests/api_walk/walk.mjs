// A case from the first visit to its end through the API of the real program, on SQLite and on PostgreSQL:
// node tests/api_walk/walk.mjs --binary FILE --postgres FILE. Every answer is held against openapi.yaml. Prints one line for
// each step, "# pass N" and "# fail N" at the end.

import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { Contract, controls } from '../api/contract.mjs';
import { htmlFaults } from '../browser/harness/checks.mjs';
import { Office } from './office.mjs';

const options = Object.fromEntries(process.argv.slice(2).map((word, i, all) => (word.startsWith('--') ? [word.slice(2), all[i + 1]] : [])).filter((pair) => pair.length === 2));
const contract = await Contract.read();
controls(contract);

let passed = 0;
let failed = 0;
async function step(title, run) {
  try {
    await run();
    passed += 1;
    console.log(`ok ${passed + failed} - ${title}`);
  } catch (error) {
    failed += 1;
    console.log(`not ok ${passed + failed} - ${title}\n    ${String(error.stack ?? error).replace(/\n/g, '\n    ')}`);
  }
}
function expectEqual(found, expected, what) {
  if (JSON.stringify(found) !== JSON.stringify(expected)) throw new Error(`${what}: found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
}

const CANARY = 'Canary Amina Qaderi';
let keys = 0;

// A picture of 3 by 2 pixels, and words that nobody sees in it.
function picture() {
  const chunk = (type, content) => {
    const named = Buffer.concat([Buffer.from(type), content]);
    const frame = Buffer.alloc(4);
    frame.writeUInt32BE(content.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(checksum(named));
    return Buffer.concat([frame, named, sum]);
  };
  const head = Buffer.from([0, 0, 0, 3, 0, 0, 0, 2, 8, 2, 0, 0, 0]);
  const rows = Buffer.alloc(2 * (1 + 3 * 3), 0x80);
  rows[0] = rows[10] = 0; // no filter
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('tEXt', Buffer.from(`Author\0${CANARY}`)),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
// CRC-32 of ISO 3309, as PNG wants it; zlib of Node.js 18 does not tell it.
function checksum(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let i = 0; i < 8; i += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
const filesOnDisk = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((e) => e.isFile()).map((e) => join(e.parentPath ?? e.path, e.name));

class Client {
  constructor(office) {
    this.office = office;
  }

  async ask(method, path, { as, body, bytes, version, key, headers = {} } = {}) {
    const sent = body === undefined ? undefined : JSON.stringify(body);
    const type = bytes ? 'application/octet-stream' : method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
    const answer = await fetch(`${this.office.url}/api/v1${path}`, {
      method,
      body: bytes ?? sent,
      headers: {
        ...(as ? { Authorization: `Bearer ${this.office.people[as].token}` } : {}),
        ...(sent === undefined && !bytes ? {} : { 'Content-Type': type }),
        ...(method === 'GET' ? {} : { 'Idempotency-Key': key ?? `walk-${(keys += 1)}` }),
        ...(version === undefined ? {} : { 'If-Match': `"${version}"` }),
        ...headers,
      },
    });
    const raw = Buffer.from(await answer.arrayBuffer());
    const text = raw.toString();
    const exchange = { method, path: `/api/v1${path.split('?')[0]}`, status: answer.status, type: answer.headers.get('content-type') ?? '', headers: Object.fromEntries(answer.headers), body: text, sent, sent_type: type };
    const faults = contract.faultsOf(exchange);
    if (faults.length > 0) throw new Error(`${method} ${path} ${answer.status} breaks the contract: ${faults.join('; ')}\n${text.slice(0, 500)}`);
    expectEqual(answer.headers.get('cache-control'), 'no-store', 'Cache-Control');
    expectEqual(answer.headers.get('access-control-allow-origin'), null, 'Access-Control-Allow-Origin');
    return { status: answer.status, headers: answer.headers, json: text && exchange.type.includes('json') ? JSON.parse(text) : undefined, text, raw };
  }

  async must(status, method, path, more) {
    const got = await this.ask(method, path, more);
    if (got.status !== status) throw new Error(`${method} ${path}: ${got.status}, expected ${status}: ${got.text.slice(0, 500)}`);
    return got;
  }
}

// A value that the contract takes; ids by the name of the field.
function valueOf(name, schema, ids) {
  const type = [schema.type].flat()[0];
  if (schema.enum) return schema.enum[0];
  if (schema.pattern) return ids[name] ?? ([schema.type].flat().includes('null') ? null : ids.staff);
  if (schema.format === 'date') return name === 'until_on' ? '2099-03-31' : '2026-03-31';
  if (schema.format === 'date-time') return '2026-03-31T09:30:00Z';
  if (schema.examples) return schema.examples[0];
  if (name === 'purpose') return 'teaching';
  if (name === 'fields') return 'identity|contact|skills|week';
  return { string: `${name} ${(keys += 1)} ليلى`, integer: 3, boolean: true }[type];
}
function bodyFor(operation, ids) {
  const schema = contract.at(Object.values(operation.requestBody.content)[0].schema.$ref.slice(2)).node;
  return Object.fromEntries(Object.entries(schema.properties).map(([name, s]) => [name, valueOf(name, s, ids)]));
}

async function walk(engine, postgresql) {
  const office = new Office(options.binary, postgresql);
  const client = new Client(office);
  const say = (title, run) => step(`${engine}: ${title}`, run);
  const ids = {};
  let person;
  try {
    await say('an office is made with the verbs of the program, and its people come in', async () => {
      office.hire('worker', 'caseworker', 'Office', ['signed_in_again']);
      office.hire('lead', 'lead', 'Office', ['manages', 'signed_in_again']);
      office.hire('admin', 'organisation_admin', 'Office');
      office.hire('officer', 'data_protection_officer', 'Office');
      office.hire('teacher', 'provider', 'School');
      await office.start();
      Object.assign(ids, { staff: office.people.worker.id, organisation: office.people.teacher.organisation, to_organisation: office.people.teacher.organisation, caseworker: office.people.worker.id });
    });
    await say('the contract and its page come with the program', async () => {
      const got = await client.must(200, 'GET', '/openapi.yaml');
      expectEqual(got.text.startsWith('openapi: 3.1.0'), true, 'openapi.yaml');
      const page = await fetch(`${office.url}/api`);
      const html = await page.text();
      expectEqual([page.status, /<h2 id="rows">/.test(html)], [200, true], '/api');
      expectEqual(await htmlFaults(html), [], 'faults of the page');
      expectEqual(/<script|https?:/.test(html.replace(/<style>.*<\/style>/s, '')), false, 'scripts or addresses elsewhere');
      await client.must(200, 'GET', '/health');
      await client.must(200, 'GET', '/ready');
    });
    await say('without a token there is the directory alone', async () => {
      await client.must(401, 'GET', '/persons');
      const list = await client.must(200, 'GET', '/organisations');
      expectEqual(list.json.items.length, 2, 'organisations');
    });
    await say('somebody is registered and has a household', async () => {
      const added = await client.must(201, 'POST', '/persons', { as: 'worker', body: { name: CANARY, local_number: '17', state: 'open', caseworker: ids.staff } });
      person = `/persons/${added.json.id}`;
      office.admit('amina', 'newcomer', added.json.id);
      office.admit('stranger', 'newcomer', 'f'.repeat(32));
      await office.stop();
      await office.start();
      ids.household = (await client.must(201, 'POST', `${person}/households`, { as: 'worker', body: { area: 'north', address: 'Canary Street 1' } })).json.id;
    });
    await say('every table of the file is written, read, changed and listed', async () => {
      const paths = contract.specification.paths;
      const names = Object.keys(paths).map((p) => p.match(/^\/persons\/\{person\}\/([a-z_]+)$/)?.[1]).filter(Boolean);
      // What others name comes first.
      const first = ['children', 'skills', 'portraits', 'permissions', 'plans', 'decisions'];
      for (const name of [...first, ...names.filter((n) => !first.includes(n))]) {
        const add = paths[`/persons/{person}/${name}`].post;
        if (!add || ['households', 'emergencies', 'erasure', 'files'].includes(name)) continue;
        const own = { ...ids, other: person.split('/')[2], companion: ids.staff, skill: ids.skills, child: ids.children, portrait: ids.portraits, permission: ids.permissions, decision: ids.decisions };
        const body = bodyFor(add, own);
        if (name === 'possible_duplicates') body.other = (await client.must(201, 'POST', '/persons', { as: 'worker', body: { name: 'Twin', local_number: `twin ${(keys += 1)}`, state: 'open' } })).json.id;
        if (name === 'decisions') Object.assign(body, { outcome: 'none', function: 'allocation' });
        const as = name === 'help_answers' ? 'amina' : 'worker'; // nobody else says what helped
        const key = `add-${name}`;
        const added = await client.must(201, 'POST', `${person}/${name}`, { as, body, key });
        const again = await client.must(201, 'POST', `${person}/${name}`, { as, body, key });
        expectEqual([again.json, again.headers.get('idempotency-replayed')], [added.json, 'true'], `the same request again: ${name}`);
        const id = added.json.id;
        ids[name] = id;
        const row = await client.must(200, 'GET', `${person}/${name}/${id}`, { as });
        for (const [field, value] of Object.entries(body)) expectEqual(row.json[field], value, `${name}.${field}`);
        expectEqual(row.headers.get('etag'), `"${row.json.version}"`, 'ETag');
        await client.must(304, 'GET', `${person}/${name}/${id}`, { as, headers: { 'If-None-Match': row.headers.get('etag') } });
        const list = await client.must(200, 'GET', `${person}/${name}?limit=1`, { as });
        expectEqual(list.json.items[0], row.json, `the list of ${name}`);
        const item = paths[`/persons/{person}/${name}/{entry}`];
        if (item.put) {
          const whole = await client.must(200, 'PUT', `${person}/${name}/${id}`, { as, version: 1, body: bodyFor(item.put, own) });
          expectEqual(whole.json.version, 2, `${name}: version`);
          const part = bodyFor(item.patch, own);
          const [field] = Object.keys(part);
          await client.must(200, 'PATCH', `${person}/${name}/${id}`, { as, version: 2, body: { [field]: part[field] } });
          await client.must(412, 'PATCH', `${person}/${name}/${id}`, { as, version: 2, body: { [field]: part[field] } });
          await client.must(428, 'PATCH', `${person}/${name}/${id}`, { as, body: { [field]: part[field] } });
        }
        await client.must(404, 'GET', `${person}/${name}/${id}`, { as: 'stranger' });
        await client.must(422, 'POST', `${person}/${name}`, { as, body: { nonsense: 1 } });
      }
    });
    await say('a photo is added, drawn anew, read as an attachment, and nowhere on the disk', async () => {
      const sent = picture();
      const path = `${person}/files?kind=certificate&certificate=${ids.certificates}`;
      const headers = { 'Foothold-File-Name': encodeURIComponent('Canary ليلى.exe') };
      const added = await client.must(201, 'POST', path, { as: 'worker', bytes: sent, key: 'file', headers });
      const again = await client.must(201, 'POST', path, { as: 'worker', bytes: sent, key: 'file', headers });
      expectEqual([again.json, again.headers.get('idempotency-replayed')], [added.json, 'true'], 'the same request again');
      ids.files = added.json.id;
      const row = (await client.must(200, 'GET', `${person}/files/${ids.files}`, { as: 'worker' })).json;
      expectEqual([row.media, row.width, row.height, row.name, row.certificate], ['image/png', 3, 2, 'Canary ليلى.exe', ids.certificates], 'the row');
      expectEqual((await client.must(200, 'GET', `${person}/files`, { as: 'amina' })).json.items, [row], 'the list');
      const got = await client.must(200, 'GET', `${person}/files/${ids.files}/content`, { as: 'amina' });
      expectEqual([got.raw.length, got.raw.includes('Canary'), sent.includes('Canary')], [row.bytes, false, true], 'the bytes');
      expectEqual([got.headers.get('content-security-policy'), got.headers.get('x-content-type-options')], ["sandbox; default-src 'none'", 'nosniff'], 'headers');
      expectEqual(/^attachment; .*\.png$/.test(got.headers.get('content-disposition')), true, 'Content-Disposition');
      await client.must(404, 'GET', `${person}/files/${ids.files}/content`, { as: 'teacher' });
      const whole = { kind: 'paper', name: 'a paper', certificate: null, paper: ids.papers, education: null };
      await client.must(200, 'PUT', `${person}/files/${ids.files}`, { as: 'worker', version: 1, body: whole });
      await client.must(200, 'PATCH', `${person}/files/${ids.files}`, { as: 'worker', version: 2, body: { kind: 'photo', paper: null } });
      await client.must(422, 'PATCH', `${person}/files/${ids.files}`, { as: 'worker', version: 3, body: { media: 'application/pdf' } });
      expectEqual((await client.must(200, 'GET', `${person}/files/${ids.files}/content`, { as: 'worker' })).raw.equals(got.raw), true, 'the bytes of a row that was changed');
      await client.must(422, 'POST', `${person}/files`, { as: 'worker', bytes: Buffer.from('<html>') });
      expectEqual(filesOnDisk(join(office.data, 'files')).length, 1, 'files on the disk');
      expectEqual(filesOnDisk(office.data).filter((f) => readFileSync(f).includes('Canary')), [], 'files with its words');
    });
    await say('the person answers the plan, and reads the own file', async () => {
      await client.must(201, 'POST', `${person}/plans/${ids.plans}/answers`, { as: 'amina', body: { answer: 'yes', words: 'I want that' } });
      const answers = await client.must(200, 'GET', `${person}/plans/${ids.plans}/answers`, { as: 'worker' });
      expectEqual(answers.json.items[0].answer, 'yes', 'answer');
      await client.must(200, 'GET', `${person}/plans/${ids.plans}/answers/${answers.json.items[0].id}`, { as: 'worker' });
      expectEqual((await client.must(200, 'GET', person, { as: 'amina' })).json.name, CANARY, 'name');
    });
    await say('a referral shows the school what was permitted, until the permission is withdrawn', async () => {
      const referral = await client.must(200, 'GET', `${person}/referrals/${ids.referrals}`, { as: 'worker' });
      await client.must(404, 'GET', `${person}/notes`, { as: 'teacher' });
      const answered = await client.must(200, 'POST', `${person}/referrals/${ids.referrals}/answer`, { as: 'teacher', version: referral.json.version, body: { state: 'accepted' }, headers: {} }).catch((e) => e);
      if (answered instanceof Error) {
        // What may be answered must be permitted too: the permission lacks the referrals themselves.
        const wider = { organisation: ids.organisation, purpose: 'teaching', fields: 'identity|contact|skills|week|referrals', until_on: '2027-01-01', text_version: '1', language: 'ar', explained_by: 'interpreter' };
        ids.permissions = (await client.must(201, 'POST', `${person}/permissions`, { as: 'amina', body: wider })).json.id;
        await client.must(200, 'POST', `${person}/referrals/${ids.referrals}/answer`, { as: 'teacher', version: referral.json.version, body: { state: 'accepted' } });
      }
      expectEqual((await client.must(200, 'GET', person, { as: 'teacher' })).json.name, CANARY, 'name');
      await client.must(200, 'GET', `${person}/skills`, { as: 'teacher' });
      await client.must(404, 'GET', `${person}/barriers`, { as: 'teacher' });
      for (const permission of (await client.must(200, 'GET', `${person}/permissions`, { as: 'amina' })).json.items) {
        if (permission.withdrawn_at === null) await client.must(200, 'POST', `${person}/permissions/${permission.id}/withdrawal`, { as: 'amina', version: permission.version });
      }
      await client.must(404, 'GET', person, { as: 'teacher' });
      const now = await client.must(200, 'GET', `${person}/referrals/${ids.referrals}`, { as: 'worker' });
      await client.must(200, 'POST', `${person}/referrals/${ids.referrals}/revocation`, { as: 'worker', version: now.json.version });
    });
    await say('a file is opened in an emergency, and that is reviewed', async () => {
      const opened = await client.must(201, 'POST', `${person}/emergencies`, { as: 'lead', body: { reason_code: 'life', reason: 'She does not answer and missed three meetings' } });
      await client.must(200, 'GET', `${person}/status_periods`, { as: 'lead', headers: { 'Foothold-Purpose': 'emergency' } });
      await client.must(404, 'GET', `${person}/notes`, { as: 'lead', headers: { 'Foothold-Purpose': 'emergency' } });
      await client.must(200, 'POST', `${person}/emergencies/${opened.json.id}/review`, { as: 'officer', version: 1 });
      await client.must(409, 'POST', `${person}/emergencies/${opened.json.id}/review`, { as: 'officer', version: 2 });
      const seen = await client.must(200, 'GET', `${person}/emergencies/${opened.json.id}`, { as: 'officer' });
      expectEqual((await client.must(200, 'GET', `${person}/emergencies`, { as: 'amina' })).json.items.length, 1, 'openings');
      expectEqual(seen.json.reviewed_by, office.people.officer.id, 'reviewed by');
    });
    await say('an organisation keeps its team and its line in the directory', async () => {
      const team = `/organisations/${office.people.admin.organisation}`;
      const paths = contract.specification.paths;
      for (const name of ['staff', 'employers', 'mentors', 'mediators']) {
        const body = bodyFor(paths[`/organisations/{organisation}/${name}`].post, ids);
        const added = await client.must(201, 'POST', `${team}/${name}`, { as: 'admin', body });
        const row = await client.must(200, 'GET', `${team}/${name}/${added.json.id}`, { as: 'admin' });
        for (const [field, value] of Object.entries(body)) expectEqual(row.json[field], value, `${name}.${field}`);
        const item = paths[`/organisations/{organisation}/${name}/{entry}`];
        await client.must(200, 'PUT', `${team}/${name}/${added.json.id}`, { as: 'admin', version: 1, body: bodyFor(item.put, ids) });
        const part = bodyFor(item.patch, ids);
        const [field] = Object.keys(part);
        await client.must(200, 'PATCH', `${team}/${name}/${added.json.id}`, { as: 'admin', version: 2, body: { [field]: part[field] } });
        await client.must(200, 'GET', `${team}/${name}`, { as: 'lead' });
        await client.must(204, 'DELETE', `${team}/${name}/${added.json.id}`, { as: 'admin', version: 3 });
        await client.must(404, 'GET', `${team}/${name}`, { as: 'teacher' });
      }
      const own = await client.must(200, 'GET', team);
      await client.must(200, 'PATCH', team, { as: 'admin', version: own.json.version, body: { website: 'https://office.example' } });
      await client.must(404, 'PATCH', team, { as: 'teacher', version: own.json.version + 1, body: { website: 'https://evil.example' } });
      await client.must(200, 'PUT', team, { as: 'admin', version: own.json.version + 1, body: { name: 'Office', kind: 'municipality' } });
    });
    await say('lists: the caseload, the organisation, own tasks, the logs', async () => {
      expectEqual((await client.must(200, 'GET', '/persons', { as: 'worker' })).json.items.length, 1, 'caseload');
      await client.must(200, 'GET', '/persons?of=organisation', { as: 'lead', headers: { 'Foothold-Purpose': 'supervision' } });
      await client.must(200, 'GET', '/tasks', { as: 'worker' });
      const lines = [];
      for (let next = '0'; next !== null; ) {
        const page = (await client.must(200, 'GET', `${person}/log?limit=100&cursor=${next}`, { as: 'amina' })).json;
        lines.push(...page.items);
        next = page.next;
      }
      expectEqual(lines.some((line) => line.who === office.people.teacher.id && line.act === 'person.read'), true, 'the look of the school is in the log');
      await client.must(200, 'GET', '/log?limit=5', { as: 'officer' });
    });
    await say('somebody else than who decided answers the objection', async () => {
      const answer = { state: 'upheld', reason: 'Looked at again' };
      const path = `${person}/objections/${ids.objections}/answer`;
      await client.must(422, 'POST', path, { as: 'worker', version: 1, body: answer });
      await client.must(200, 'POST', path, { as: 'lead', version: 1, body: answer, headers: { 'Foothold-Purpose': 'supervision' } });
      const row = await client.must(200, 'GET', `${person}/objections/${ids.objections}`, { as: 'amina' });
      expectEqual([row.json.state, row.json.answered_by], ['upheld', office.people.lead.id], 'the answer');
    });
    await say('a plan is computed from what the file says, explained, and computed again to the same bytes', async () => {
      const second = `/persons/${(await client.must(201, 'POST', '/persons', { as: 'worker', body: { name: 'Planned', local_number: 'planned', state: 'open', birth: '1990-05-05', caseworker: ids.staff } })).json.id}`;
      const lacks = await client.must(422, 'POST', `${second}/plans/computed`, { as: 'worker', body: {} });
      expectEqual(lacks.json.errors.length > 1, true, 'what is lacking');
      await client.must(201, 'POST', `${second}/households`, { as: 'worker', body: { area: 'lindental' } });
      await client.must(201, 'POST', `${second}/status_periods`, { as: 'worker', body: { status: 'refugee', from: '2025-01-01' } });
      await client.must(201, 'POST', `${second}/mobilities`, { as: 'worker', body: { modes: 5, most_minutes: 60, most_weekly_minutes: 2400, available: 'Mon-Fri 07:00-18:00' } });
      const plan = await client.must(201, 'POST', `${second}/plans/computed`, { as: 'worker', body: { goal: 'field:9' } });
      const again = await client.must(201, 'POST', `${second}/plans/computed`, { as: 'worker', body: { goal: 'field:9' } });
      expectEqual(plan.json.id === again.json.id, false, 'two plans');
      expectEqual((await client.must(200, 'GET', `${second}/portraits`, { as: 'worker' })).json.items.length, 1, 'portraits');
      const decisions = (await client.must(200, 'GET', `${second}/decisions`, { as: 'worker' })).json.items;
      expectEqual(decisions.length, 2, 'decisions');
      const told = await client.must(200, 'GET', `${second}/decisions/${decisions[0].id}/explanation`, { as: 'worker', headers: { 'Accept-Language': 'ar' } });
      expectEqual(told.headers.get('content-language'), 'ar', 'language');
      const replayed = JSON.parse(office.run('decision', 'replay', decisions[0].id, '--format', 'json'));
      expectEqual(replayed.decisions.map((d) => d.end), ['same'], 'the replay, through the running server');
    });
    await say('everybody may read what the program works out by itself', async () => {
      expectEqual((await client.must(200, 'GET', '/functions')).json.items.length > 3, true, 'the register');
      const owners = (await client.must(200, 'GET', '/responsibilities')).json.items;
      expectEqual(owners.find((t) => t.table === 'notes').owner, 'case', 'who answers for notes');
      for (const path of ['/functions', '/ar/functions', '/responsible', '/de/responsible']) {
        const page = await fetch(`${office.url}${path}`);
        expectEqual([page.status, await htmlFaults(await page.text())], [200, []], path);
      }
    });
    await say('the person moves, changes and is read after a kill', async () => {
      const home = `${person}/households/${ids.household}`;
      await client.must(200, 'GET', home, { as: 'amina' });
      await client.must(200, 'PUT', home, { as: 'worker', version: 1, body: { area: 'south', address: 'Canary Street 2' } });
      await client.must(200, 'PATCH', home, { as: 'worker', version: 2, body: { area: 'west' } });
      const before = (await client.must(200, 'GET', person, { as: 'worker' })).json;
      await client.must(200, 'PUT', person, { as: 'worker', version: before.version, body: { name: CANARY, local_number: '17', state: 'paused', household: ids.household, caseworker: ids.staff } });
      await client.must(200, 'PATCH', person, { as: 'worker', version: before.version + 1, body: { gender: 'female' } });
      await office.kill();
      await office.start();
      const after = (await client.must(200, 'GET', person, { as: 'worker' })).json;
      expectEqual([after.state, after.gender, after.version], ['paused', 'female', before.version + 2], 'after the kill');
    });
    await say('the person is found by a part of the name, in another spelling, and only by the own office', async () => {
      const ask = async (as, more = '') => (await client.must(200, 'GET', `/persons/search?name=kaderi${more}`, { as })).json.items;
      let found = [];
      for (const end = Date.now() + 20_000; found.length === 0 && Date.now() < end; ) {
        const got = await client.ask('GET', '/persons/search?name=kaderi', { as: 'worker' });
        found = got.status === 200 ? got.json.items : []; // 503 while the names are being read
        if (found.length === 0) await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expectEqual(found.map((p) => p.name), [CANARY], 'found');
      expectEqual((await ask('lead', '&of=organisation')).length, 1, 'in the organisation');
      await client.must(404, 'GET', '/persons/search?name=kaderi', { as: 'amina' });
    });
    await say('what is not there and what is not allowed look alike', async () => {
      const missing = await client.must(404, 'GET', `/persons/${'0'.repeat(31)}1`, { as: 'stranger', headers: { 'Accept-Language': 'ar' } });
      const forbidden = await client.must(404, 'GET', person, { as: 'stranger', headers: { 'Accept-Language': 'ar' } });
      expectEqual(forbidden.text, missing.text, 'bodies');
      expectEqual(forbidden.headers.get('content-language'), 'ar', 'language');
    });
    await say('rows that may go, go', async () => {
      const paths = contract.specification.paths;
      for (const [path, item] of Object.entries(paths)) {
        const name = path.match(/^\/persons\/\{person\}\/([a-z_]+)\/\{entry\}$/)?.[1];
        if (!name || !item.delete || ['skills', 'children', 'certificates'].includes(name)) continue; // others name them
        const row = await client.must(200, 'GET', `${person}/${name}/${ids[name]}`, { as: 'worker' });
        await client.must(204, 'DELETE', `${person}/${name}/${ids[name]}`, { as: 'worker', version: row.json.version });
        await client.must(404, 'GET', `${person}/${name}/${ids[name]}`, { as: 'worker' });
      }
      for (const name of ['skills', 'children', 'certificates']) {
        const row = await client.must(200, 'GET', `${person}/${name}/${ids[name]}`, { as: 'worker' });
        await client.must(204, 'DELETE', `${person}/${name}/${ids[name]}`, { as: 'worker', version: row.json.version });
      }
    });
    await say('the person takes everything along, and is erased', async () => {
      const last = await client.must(201, 'POST', `${person}/files?kind=photo`, { as: 'amina', bytes: picture() });
      const all = await client.must(200, 'GET', `${person}/export`, { as: 'amina' });
      const paper = await client.must(200, 'GET', `${person}/export/paper?language=de`, { as: 'amina' });
      expectEqual([paper.raw.subarray(0, 5).toString(), paper.headers.get('content-language')], ['%PDF-', 'de'], 'the paper');
      expectEqual((await client.must(200, 'POST', `${person}/possible_duplicates/found`, { as: 'worker' })).json.noted >= 0, true, 'duplicates');
      expectEqual(all.text.includes(CANARY), true, 'the name is in the export');
      expectEqual(all.json.file.files.map((f) => f.id), [last.json.id], 'the file is in the export');
      const gone = await client.must(200, 'POST', `${person}/erasure`, { as: 'amina', key: 'erase' });
      expectEqual(gone.json.person, person.split('/')[2], 'receipt');
      await client.must(404, 'GET', person, { as: 'worker' });
      await client.must(404, 'GET', person, { as: 'amina' });
      expectEqual(filesOnDisk(join(office.data, 'files')), [], 'files on the disk');
    });
    await say('nothing personal is in what the program said', async () => {
      await office.stop();
      expectEqual(/Canary/.test(office.said), false, 'the log');
      for (const { token } of Object.values(office.people)) expectEqual(office.said.includes(token), false, 'a token in the log');
    });
    await say('a real installation takes no test tokens', async () => {
      writeFileSync(join(office.data, 'config.json'), JSON.stringify({ ...office.config, for_tests: false }));
      const refused = spawnSync(options.binary, ['serve', '--data', office.data, '--test-tokens', office.writeTokens(), '--listen', '127.0.0.1:0'], { encoding: 'utf8', timeout: 60_000 });
      expectEqual([refused.status, /for_tests/.test(refused.stderr)], [2, true], `refusal (it said: ${refused.stderr})`);
    });
  } finally {
    await office.stop().catch(() => {});
    office.remove();
  }
}

await walk('sqlite');
const postgres = spawn(options.postgres, { stdio: ['pipe', 'pipe', 'inherit'] });
const database = await new Promise((resolve) => postgres.stdout.once('data', (bytes) => resolve(bytes.toString().trim())));
if (database) await walk('postgresql', database);
else console.log('skipped - PostgreSQL is not installed: its half of the walk does NOT run');
postgres.stdin.end();

await step('every operation of the contract was walked with a good answer', async () => {
  const good = new Set([...contract.seen].filter((s) => / 2/.test(s)).map((s) => s.split(' ')[0]));
  expectEqual(contract.operations().filter((o) => !good.has(o)), [], 'operations without one');
});
console.log(`# pass ${passed}`);
console.log(`# fail ${failed}`);
process.exitCode = failed > 0 ? 1 : 0;
