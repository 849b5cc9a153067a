// test('what holds', async t => ...): collected here, run one after the other by run.mjs.

export const tests = [];

export function test(title, run) {
  tests.push({ title, run });
}

export function expect(holds, sentence) {
  if (!holds) throw new Error(sentence);
}

export function expectEqual(found, expected, what) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  expect(a === b, `${what}: found ${a}, expected ${b}`);
}

// Runs all and prints one line for each: "ok 1 - title (0.4 s)" or "not ok 2 - title" with the reason below. A test gets what
// prepare() gives and hands it back to finish(), which may find a fault too. Returns [passed, failed].
export async function runTests(chosen, { prepare, finish, seconds = 60 }) {
  let passed = 0;
  for (const [i, { title, run }] of chosen.entries()) {
    const begin = Date.now();
    const t = await prepare(title);
    let fault;
    try {
      await withTimeout(run(t), seconds, title);
    } catch (error) {
      fault = error;
    }
    try {
      await finish(t, fault);
    } catch (error) {
      fault ??= error;
    }
    const took = ((Date.now() - begin) / 1000).toFixed(1);
    console.log(`${fault ? 'not ok' : 'ok'} ${i + 1} - ${title} (${took} s)`);
    if (fault) console.log(String(fault.stack ?? fault).replace(/^/gm, '    '));
    else passed += 1;
  }
  return [passed, chosen.length - passed];
}

function withTimeout(promise, seconds, title) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`"${title}" took longer than ${seconds} s`)), seconds * 1000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
