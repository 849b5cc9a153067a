// The real program with its demo, on a free port and in a folder of its own.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const START_SECONDS = 30; // generous: other programs may hold the machine

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

// {url, milliseconds, stop()}. Throws with what the program said when it does not answer.
export async function startServer(binary) {
  if (!existsSync(binary)) throw new Error(`${binary} is not there: build the release first (cmake --preset release && ninja -C build/release)`);
  const data = mkdtempSync(join(tmpdir(), 'foothold-browser-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`; // not "localhost": Node 18 tries ::1 only
  const begin = Date.now();
  const child = spawn(binary, ['serve', '--demo', '--data', data, '--listen', `127.0.0.1:${port}`], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (said = (said + bytes).slice(-20_000)));
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));

  async function stop() {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    const code = await Promise.race([ended, sleep(10_000, 'no end within 10 s of SIGTERM', { ref: false })]);
    if (typeof code === 'string' && code.startsWith('no end')) child.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
    if (code !== 0) throw new Error(`the server ended with ${code} after SIGTERM, expected 0; it said:\n${said}`);
  }

  while (Date.now() - begin < START_SECONDS * 1000) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the server ended at once with ${await ended}; it said:\n${said}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return { url, milliseconds: Date.now() - begin, stop };
    await sleep(20);
  }
  await stop().catch(() => undefined);
  throw new Error(`the server did not answer within ${START_SECONDS} s; it said:\n${said}`);
}
