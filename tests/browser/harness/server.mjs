// The real program with its demo, in a folder of its own.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Server } from '../../support/server.mjs';

// {url, milliseconds, stop()}.
export async function startServer(binary) {
  const data = mkdtempSync(join(tmpdir(), 'foothold-browser-'));
  const server = await Server.start(binary, ['--demo', '--data', data], '/');
  const stop = () => server.stop().finally(() => rmSync(data, { recursive: true, force: true }));
  return { url: server.url, milliseconds: server.milliseconds, stop };
}
