// Addresses and people of the demo. People are found by what their plans are, so that a change of the demo's data breaks no test.

export const LANGUAGES = [
  { tag: 'en', dir: 'ltr', script: 'Latin' },
  { tag: 'de', dir: 'ltr', script: 'Latin' },
  { tag: 'ar', dir: 'rtl', script: 'Arabic' },
];

export const personPath = (language, id, rest = '') => `/${language}/people/${id}${rest}`;

async function getText(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  return answer.text();
}

// What a person's page says of the plan: the day (as it is written; "none" where there is no way), the goal, the number of steps.
export async function planOf(url, id, query = '') {
  const html = await getText(`${url}${personPath('en', id, query)}`);
  return {
    day: html.match(/<p class="day">([^<]+)</)?.[1] ?? 'none',
    goal: html.match(/<p class="goal">.*?<strong>([^<]+)</s)?.[1],
    steps: [...html.matchAll(/<li class="step /g)].length - [...html.matchAll(/<li class="step goalstep"/g)].length,
  };
}

async function idsOf(url, group) {
  const html = await getText(`${url}/en?group=${group}`);
  return [...new Set([...html.matchAll(/href="\/en\/people\/([^"/?#]+)"/g)].map((m) => m[1]))];
}

const found = new Map();

async function firstOf(url, name, group, fits) {
  if (!found.has(name)) {
    const ids = await idsOf(url, group);
    let chosen;
    for (const id of ids) {
      if (await fits(id)) {
        chosen = id;
        break;
      }
    }
    if (!chosen) throw new Error(`the demo shows nobody on the first page of "${group}" who is ${name}`);
    found.set(name, chosen);
  }
  return found.get(name);
}

// Their plan has steps, and the answer in the query gives a plan with another first day in the job.
async function changesBy(url, id, query) {
  const [now, then] = await Promise.all([planOf(url, id), planOf(url, id, query)]);
  return now.steps >= 2 && now.day !== then.day;
}

export const EVENINGS = 'Mon-Fri 17:00-21:00';

export const personWithPlan = (url) => firstOf(url, 'a person with a plan of three steps', 'long', async (id) => (await planOf(url, id)).steps >= 3);
export const personWithoutWay = (url) => firstOf(url, 'a person without a way', 'no_way', async (id) => (await planOf(url, id)).day === 'none');
export const personWhoseHoursCount = (url) =>
  firstOf(url, 'a person whose hours change the plan', 'long', (id) => changesBy(url, id, `?hours=${encodeURIComponent(EVENINGS)}`));
export const personWhoseCareCounts = (url) => firstOf(url, 'a person whose childcare changes the plan', 'children', (id) => changesBy(url, id, '?care=none'));
