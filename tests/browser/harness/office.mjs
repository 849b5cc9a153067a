// An office for tests with people and tokens, made once for all journeys on its pages.

import { Office } from '../../api_walk/office.mjs';

let made;

// {office, url, as(name): the header that makes a browser this person, api(name, method, path, body), register(name, number), again()}
export function casework(binary) {
  made ??= make(binary);
  return made;
}

async function make(binary) {
  const office = new Office(binary);
  office.hire('worker', 'caseworker', 'Welcome Office', ['signed_in_again']);
  office.hire('officer', 'data_protection_officer', 'Welcome Office');
  office.hire('boss', 'lead', 'Welcome Office', ['manages']);
  office.hire('teacher', 'provider', 'Language School');
  office.hire('jobs', 'caseworker', 'Job Centre');
  office.hire('school admin', 'organisation_admin', 'Language School');
  office.hire('baker', 'employer', 'Bakery', ['vetted']);
  office.hire('bakery admin', 'organisation_admin', 'Bakery');
  await office.start();
  let keys = 0;
  const as = (name) => ({ Authorization: `Bearer ${office.people[name].token}` });
  const api = async (name, method, path, body) => {
    const answer = await fetch(`${office.url}/api/v1${path}`, {
      method,
      headers: { ...as(name), 'Content-Type': 'application/json', 'Idempotency-Key': `k${(keys += 1)}`, ...(method === 'PATCH' ? { 'If-Match': '"1"' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${method} ${path} as ${name}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? undefined : answer.json();
  };
  const register = async (name, number) => (await api('worker', 'POST', '/persons', { name, local_number: number, state: 'open', caseworker: office.people.worker.id })).id;
  // The kinds of organisations say for what they read a file.
  for (const [name, kind] of [['school admin', 'provider'], ['bakery admin', 'employer']]) {
    await api(name, 'PATCH', `/organisations/${office.people[name].organisation}`, { kind });
  }
  return {
    office,
    as,
    api,
    register,
    get url() {
      return office.url;
    },
    // The program reads its tokens when it starts.
    async again() {
      await office.stop();
      await office.start();
    },
  };
}
