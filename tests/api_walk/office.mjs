// An office for tests, made with the program's own verbs on an empty folder: its people, their tokens, and its server.

import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const TERRITORY = resolve(dirname(fileURLToPath(import.meta.url)), '../../data/territories/lindental');
const START_SECONDS = 60; // generous: other programs may hold the machine

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

// BLAKE2b with 32 bytes, as the file of tokens has it.
const hashOf = (token) => execFileSync('b2sum', ['-l', '256'], { input: token, encoding: 'utf8' }).split(' ')[0];

export class Office {
  constructor(binary, postgresql) {
    this.binary = binary;
    this.data = mkdtempSync(join(tmpdir(), 'foothold-api-'));
    this.people = {}; // name -> {id, organisation, token}
    this.tokens = [];
    this.config = { format: 'foothold-config/1', for_tests: true, tenant: 'walk', territory: TERRITORY, ...(postgresql ? { postgresql } : {}) };
    writeFileSync(join(this.data, 'config.json'), JSON.stringify(this.config));
    this.run('keys', 'init');
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
    const port = await freePort();
    this.url = `http://127.0.0.1:${port}`;
    this.child = spawn(this.binary, ['serve', '--data', this.data, '--test-tokens', this.writeTokens(), '--listen', `127.0.0.1:${port}`], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.said = '';
    for (const stream of [this.child.stdout, this.child.stderr]) stream.on('data', (bytes) => (this.said = (this.said + bytes).slice(-20_000)));
    this.ended = new Promise((resolve) => this.child.once('exit', (code, signal) => resolve(code ?? signal)));
    const begin = Date.now();
    while (Date.now() - begin < START_SECONDS * 1000) {
      if (this.child.exitCode !== null) throw new Error(`the server ended with ${await this.ended}; it said:\n${this.said}`);
      if ((await fetch(`${this.url}/api/v1/ready`).catch(() => undefined))?.ok) return;
      await sleep(20);
    }
    throw new Error(`the server did not answer within ${START_SECONDS} s; it said:\n${this.said}`);
  }

  async stop(signal = 'SIGTERM') {
    if (this.child && this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill(signal);
      const code = await this.ended;
      if (signal === 'SIGTERM' && code !== 0) throw new Error(`the server ended with ${code}, expected 0; it said:\n${this.said}`);
    }
  }

  remove() {
    rmSync(this.data, { recursive: true, force: true });
  }
}
