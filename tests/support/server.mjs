// The real program, serving on a free port.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const START_SECONDS = 60; // generous: other programs may hold the machine
const END_SECONDS = 10;
const KEPT = 20_000; // characters of what it said

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

export class Server {
  // `words` after "serve"; it is up when `ready` (a path) answers 200. Throws with what it said when it does not.
  static async start(binary, words, ready) {
    if (!existsSync(binary)) throw new Error(`${binary} is not there: build the release first (cmake --preset release && ninja -C build/release)`);
    const server = new Server(binary, words, await freePort());
    await server.#up(ready);
    return server;
  }

  said = '';

  constructor(binary, words, port) {
    this.url = `http://127.0.0.1:${port}`; // not "localhost": Node 18 tries ::1 only
    this.child = spawn(binary, ['serve', ...words, '--listen', `127.0.0.1:${port}`], { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout, this.child.stderr]) stream.on('data', (bytes) => (this.said = (this.said + bytes).slice(-KEPT)));
    this.ended = new Promise((resolve) => this.child.once('exit', (code, signal) => resolve(code ?? signal)));
  }

  get running() {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  async #up(ready) {
    const begin = Date.now();
    while (Date.now() - begin < START_SECONDS * 1000) {
      if (!this.running) throw new Error(`the server ended at once with ${await this.ended}; it said:\n${this.said}`);
      if ((await fetch(this.url + ready).catch(() => undefined))?.ok) {
        this.milliseconds = Date.now() - begin;
        return;
      }
      await sleep(20);
    }
    await this.kill();
    throw new Error(`the server did not answer within ${START_SECONDS} s; it said:\n${this.said}`);
  }

  async kill() {
    if (this.running) this.child.kill('SIGKILL');
    await this.ended;
  }

  async stop() {
    if (this.running) this.child.kill('SIGTERM');
    const code = await Promise.race([this.ended, sleep(END_SECONDS * 1000, 'nothing', { ref: false })]);
    if (code === 'nothing') await this.kill();
    if (code !== 0) throw new Error(`the server ended with ${code} within ${END_SECONDS} s of SIGTERM, expected 0; it said:\n${this.said}`);
  }
}
