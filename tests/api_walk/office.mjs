// An office for tests, made with the program's own verbs on an empty folder: its people, their tokens, and its server.

import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Server } from '../support/server.mjs';

const TERRITORY = resolve(dirname(fileURLToPath(import.meta.url)), '../../data/territories/lindental');

// BLAKE2b with 32 bytes, as the file of tokens has it.
const hashOf = (token) => execFileSync('b2sum', ['-l', '256'], { input: token, encoding: 'utf8' }).split(' ')[0];

export class Office {
  constructor(binary, postgresql) {
    this.binary = binary;
    this.data = mkdtempSync(join(tmpdir(), 'foothold-api-'));
    this.people = {}; // name -> {id, organisation, token}
    this.tokens = [];
    this.servers = []; // one for each start
    this.config = { format: 'foothold-config/1', for_tests: true, tenant: 'walk', territory: TERRITORY, ...(postgresql ? { postgresql } : {}) };
    writeFileSync(join(this.data, 'config.json'), JSON.stringify(this.config));
    this.run('keys', 'init');
    // Whatever ends the tests, nothing of the office goes on.
    process.once('exit', () => {
      for (const server of this.servers) server.child.kill('SIGKILL');
      this.remove();
    });
  }

  run(...words) {
    return execFileSync(this.binary, [...words, '--data', this.data], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  }

  // Somebody of an organisation; the first of an organisation makes it.
  hire(name, role, organisation, flags = []) {
    const known = Object.values(this.people).find((p) => p.organisationName === organisation)?.organisation;
    const made = JSON.parse(this.run('user', 'add', '--organisation', known ?? organisation, '--role', role, '--name', name, '--format', 'json'));
    this.admit(name, role, made.id, made.organisation, flags);
    this.people[name].organisationName = organisation;
  }

  admit(name, role, id, organisation = '', flags = []) {
    const token = randomBytes(32).toString('hex');
    this.people[name] = { id, organisation, token };
    this.tokens.push({ hash: hashOf(token), role, id, organisation, flags });
  }

  writeTokens() {
    const file = join(this.data, 'tokens.json');
    writeFileSync(file, JSON.stringify({ format: 'foothold-test-tokens-1', tokens: this.tokens }));
    return file;
  }

  async start() {
    this.servers.push(await Server.start(this.binary, ['--data', this.data, '--test-tokens', this.writeTokens()], '/api/v1/ready'));
    this.url = this.#last.url;
  }

  // What the program said since the first start.
  get said() {
    return this.servers.map((server) => server.said).join('');
  }

  async stop() {
    if (this.#last?.running) await this.#last.stop();
  }

  async kill() {
    await this.#last.kill();
  }

  get #last() {
    return this.servers.at(-1);
  }

  remove() {
    rmSync(this.data, { recursive: true, force: true });
  }
}
