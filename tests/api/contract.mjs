// Every exchange of the tests against openapi.yaml: node tests/api/contract.mjs EXCHANGES.jsonl
// One line for each fault, a closing line, exit code 1 when there was one. Used by tests/api and by the journey of a case.

import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const CONTRACT = resolve(dirname(fileURLToPath(import.meta.url)), '../../openapi.yaml');
const ROOT = '/api/v1';

export class Contract {
  static async read(file = CONTRACT) {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(readFileSync(file, 'utf8'));
    if (!valid) throw new Error(`openapi.yaml is not OpenAPI 3.1: ${JSON.stringify(errors).slice(0, 2000)}`);
    return new Contract(validator.specification);
  }

  constructor(specification) {
    this.specification = specification;
    this.ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats(this.ajv);
    this.ajv.addSchema({ ...specification, $id: 'contract' });
    this.compiled = new Map();
    this.seen = new Set(); // operationId status
    this.paths = Object.keys(specification.paths).map((path) => ({
      path,
      literals: path.split('/').filter((part) => !part.startsWith('{')).length,
      matches: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
    }));
    this.paths.sort((a, b) => b.literals - a.literals);
  }

  // A place in the contract by its pointer, following one reference.
  at(place) {
    const reference = place.split('/').reduce((node, part) => node?.[part.replace(/~1/g, '/').replace(/~0/g, '~')], this.specification);
    return reference?.$ref ? this.at(reference.$ref.slice(2)) : { place, node: reference };
  }

  check(schemaPlace, value) {
    if (!this.compiled.has(schemaPlace)) this.compiled.set(schemaPlace, this.ajv.compile({ $ref: `contract#/${schemaPlace}` }));
    const validate = this.compiled.get(schemaPlace);
    return validate(value) ? [] : validate.errors.map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
  }

  // {method, path, status, type, headers, body, sent, sent_type} -> sentences about what breaks the contract.
  faultsOf(exchange) {
    const path = exchange.path.slice(ROOT.length);
    const entry = this.paths.find(({ matches }) => matches.test(path));
    const method = exchange.method.toLowerCase();
    const operation = entry && this.specification.paths[entry.path][method];
    if (!operation) return [404, 405].includes(exchange.status) ? this.bodyFaults('components/responses/problem', exchange) : ['the contract has no such address'];
    const here = `paths/${entry.path.replace(/\//g, '~1')}/${method}`;
    const faults = [];
    this.seen.add(`${operation.operationId} ${exchange.status}`);
    const told = [exchange.status, `${Math.floor(exchange.status / 100)}XX`].find((status) => operation.responses[status]);
    if (!told) return [`${operation.operationId} does not answer ${exchange.status}`];
    faults.push(...this.bodyFaults(this.at(`${here}/responses/${told}`).place, exchange));
    // What was taken must be what the contract takes.
    if (exchange.sent !== undefined && exchange.status < 300) {
      const taken = operation.requestBody?.content[exchange.sent_type] ?? Object.values(operation.requestBody?.content ?? {})[0];
      if (!taken) faults.push(`${operation.operationId} takes no body`);
      else faults.push(...this.check(taken.schema.$ref.slice(2), JSON.parse(exchange.sent)).map((f) => `sent: ${f}`));
    }
    return faults;
  }

  bodyFaults(place, exchange) {
    const { node: response } = this.at(place);
    const faults = [];
    for (const [name, header] of Object.entries(response.headers ?? {})) {
      const { place: headerPlace } = header.$ref ? this.at(header.$ref.slice(2)) : { place: `${place}/headers/${name}` };
      const value = exchange.headers[name.toLowerCase()];
      if (value === undefined) {
        if (name !== 'Idempotency-Replayed') faults.push(`the header ${name} is missing`);
      } else faults.push(...this.check(`${headerPlace}/schema`, value).map((f) => `header ${name}: ${f}`));
    }
    const types = Object.keys(response.content ?? {});
    if (types.length === 0) return exchange.body === '' ? faults : [...faults, 'it has a body'];
    const type = exchange.type.split(';')[0];
    if (!types.includes(type)) return [...faults, `its type is ${type}, expected ${types}`];
    const schema = `${place}/content/${type.replace(/\//g, '~1')}/schema`;
    const value = type.endsWith('json') ? JSON.parse(exchange.body) : exchange.body;
    return [...faults, ...this.check(schema, value)];
  }

  operations() {
    return Object.values(this.specification.paths).flatMap((path) => Object.values(path)).map((o) => o.operationId).filter(Boolean);
  }
}

// Faults put there on purpose: a check that does not find them proves nothing.
export function controls(contract) {
  const id = 'a'.repeat(32);
  const good = { method: 'POST', path: `${ROOT}/persons/${id}/contacts`, status: 201, type: 'application/json', headers: { etag: '"1"', location: '/x' }, body: JSON.stringify({ id, version: 1 }) };
  const problem = { ...good, status: 404, type: 'application/problem+json', headers: {}, body: JSON.stringify({ type: '/api#no_such_entry', title: 't', status: 404, detail: 'd' }) };
  const must = (name, exchange, faulty) => {
    if ((contract.faultsOf(exchange).length > 0) !== faulty) throw new Error(`control: ${name}: ${faulty ? 'not found' : contract.faultsOf(exchange).join('; ')}`);
  };
  must('a right answer', good, false);
  must('a right problem', problem, false);
  must('a stray member', { ...good, body: JSON.stringify({ id, version: 1, name: 'x' }) }, true);
  must('a wrong id', { ...good, body: JSON.stringify({ id: 'x', version: 1 }) }, true);
  must('no ETag', { ...good, headers: { location: '/x' } }, true);
  must('a status of its own', { ...good, status: 202 }, true);
  must('a plain problem', { ...problem, type: 'application/json' }, true);
  must('an unknown problem', { ...problem, body: problem.body.replace('no_such_entry', 'nonsense') }, true);
  must('an unknown address', { ...good, path: `${ROOT}/nothing` }, true);
  must('a body that the contract does not take', { ...good, sent: '{"chanel":1}', sent_type: 'application/json' }, true);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const contract = await Contract.read();
  controls(contract);
  const lines = readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean);
  const faults = new Set();
  for (const line of lines) {
    const exchange = JSON.parse(line);
    for (const fault of contract.faultsOf(exchange)) faults.add(`${exchange.method} ${exchange.path} ${exchange.status}: ${fault}`);
  }
  for (const fault of faults) console.log(fault);
  console.log(`${lines.length} exchanges, ${contract.seen.size} different answers, ${faults.size} faults`);
  console.log(`# pass ${faults.size === 0 ? 1 : 0}`);
  process.exitCode = faults.size > 0 || lines.length === 0 ? 1 : 0;
}
