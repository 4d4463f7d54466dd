// The behavioural suite in bundles that users build with their own bundlers and their usual configuration: in pages, in workers, and
// in programs for Node.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { BROWSERS, openPage, outcomeOf, startBrowser } from '../browser/browsers.mjs';
import { STRICT_POLICY, startStaticSite } from '../browser/static-site.mjs';
import { imported } from '../package/installed.mjs';
import { casesFor } from '../runtimes/behaviour.mjs';
import { runToTheEnd } from '../runtimes/child.mjs';
import { recordEnvironment } from '../runtimes/environment-record.mjs';
import { readVectors } from '../runtimes/vectors.mjs';
import { openVendorDesk } from '../runtimes/vendor-desk.mjs';
import { BUNDLERS } from './bundlers.mjs';
import { startTwoAtATime } from './side-by-side.mjs';
import { startDevelopmentServer } from './vite-server.mjs';
import { makeWorkplace } from './workplace.mjs';

const MD5_OF_123 = '202cb962ac59075b964b07152d234b70';
const HEADERS_OF_123 = {
  Authorization: `Basic ${Buffer.from(`store1.till:${MD5_OF_123}`).toString('base64')}`,
  'Content-Type': 'application/json',
  Accept: 'application/json',
};
const PAGE_ENVIRONMENT = { isPage: true, vectors: readVectors() };
const FORMS = { import: 'server.mjs', require: 'server.cjs' };

let project;
let builds;
let programs;
let desk;
const browsers = {};

before(async () => {
  project = makeWorkplace('project');
  builds = startTwoAtATime(Object.fromEntries(BUNDLERS.map((bundler) => [bundler.name, () => build(bundler)])));
  const { startEmulator } = await imported('commerce-auth/testing');
  desk = await openVendorDesk(startEmulator);
  // They mostly wait, so they run beside the pages.
  programs = Object.fromEntries(BUNDLERS.map((bundler) => [bundler.name, built(bundler.name).then(() => runPrograms(bundler))]));
  // A test that awaits one hears of it.
  for (const promise of Object.values(programs)) promise.catch(() => {});
  for (const name of BROWSERS) browsers[name] = await startBrowser(name);
});
after(async () => {
  for (const browser of Object.values(browsers)) await browser.close();
  await Promise.allSettled([...Object.values(builds ?? {}), ...Object.values(programs ?? {})]);
  await desk?.close();
  project?.remove();
});

for (const bundler of BUNDLERS) {
  const { name, version, folder, extras } = bundler;

  describe(name, () => {
    test(`${name} ${version} builds it without a word`, async () => {
      for (const outcome of await builds[name]) assert.deepEqual(outcome, { code: 0, signal: null, stdout: '', stderr: '' });
    });

    for (const browserName of BROWSERS) {
      test(`${name}, page, ${browserName}: the whole suite, under a strict content security policy`, async (t) => {
        await built(name);
        const site = await startStaticSite({
          folders: { '/': join(project.folder, folder) },
          pages: {
            ...(bundler.script && { '/': { body: documentWith(bundler.script) } }),
            '/environment.json': { type: '.json', body: JSON.stringify(PAGE_ENVIRONMENT) },
          },
          headers: { 'content-security-policy': STRICT_POLICY },
        });
        t.after(() => site.close());
        const written = await visit({ t, name, version, browserName, extras, url: site.url });
        assert.deepEqual(written, []);
        const served = new Set(site.requests);
        served.delete('/environment.json');
        const files = filesBelow(join(project.folder, folder)).filter((file) => file !== 'index.html');
        assert.deepEqual(files.filter((file) => file.endsWith('.js') && holdsServerHalf(join(folder, file))), []);
        assert.deepEqual([...served].sort(), ['/', ...files.map((file) => `/${file}`)].sort());
      });
    }

    for (const [form, file] of Object.entries(FORMS)) {
      test(`${name}, Node, ${form}: the whole suite in one file, far from any node_modules`, async (t) => {
        assert.ok(holdsServerHalf(join(`${folder}-server`, file)));
        const { environment, code, signal, stdout, stderr } = (await programs[name])[form];
        assert.deepEqual({ code, signal, stderr }, { code: 0, signal: null, stderr: '' }, stdout.slice(0, 2_000));
        judge(t, environment, JSON.parse(stdout));
      });
    }
  });
}

for (const browserName of BROWSERS) {
  test(`Vite, development server, ${browserName}: the whole suite`, async (t) => {
    const name = 'Vite, development server';
    const { version } = BUNDLERS.find((bundler) => bundler.name === 'Vite');
    const server = await startDevelopmentServer(project.folder, { '/environment.json': JSON.stringify(PAGE_ENVIRONMENT) });
    t.after(() => server.close());
    const written = await visit({ t, name, version, browserName, extras: ['worker', 'slim'], url: server.url });
    assert.deepEqual(written.filter((line) => !line.startsWith('[vite]')), []);
    assert.deepEqual(server.told, []);
  });
}

/** Waits until a bundler is done; whoever needs what it should have made need not try without. */
async function built(name) {
  const outcomes = await builds[name];
  if (outcomes.some(({ code }) => code !== 0)) throw new Error(`${name} did not build it`);
}

/** Runs a bundler's commands to their end, one after the other. */
async function build({ commands }) {
  const outcomes = [];
  for (const command of commands) outcomes.push(await runToTheEnd(process.execPath, command, { cwd: project.folder }));
  return outcomes;
}

/** Runs what was built for Node, in both forms at once. */
async function runPrograms(bundler) {
  const forms = Object.entries(FORMS).map(async ([form, file]) => [form, await runProgram(bundler, form, file)]);
  return Object.fromEntries(await Promise.all(forms));
}

async function runProgram({ name, version, folder }, form, file) {
  const environment = { name: `${name}, Node, ${form}`, version: `${version} in ${process.versions.node}`, vectors: readVectors(), vendorDesk: desk.url };
  const alone = mkdtempSync(join(tmpdir(), 'commerce-auth-bundle-'));
  try {
    cpSync(join(project.folder, `${folder}-server`, file), join(alone, file));
    writeFileSync(join(alone, 'environment.json'), JSON.stringify(environment));
    return { environment, ...(await runToTheEnd(process.execPath, [file, 'environment.json'], { cwd: alone })) };
  } finally {
    rmSync(alone, { recursive: true, force: true });
  }
}

/** Opens a page of the project and judges what it and its worker tell; gives what was written to its console. */
async function visit({ t, name, version, browserName, extras, url }) {
  const { browser, version: browserVersion } = browsers[browserName];
  const opened = await openPage(browser, url);
  t.after(() => opened.page.close());
  for (const place of ['page', ...extras.filter((extra) => extra !== 'slim')]) {
    const environment = { ...PAGE_ENVIRONMENT, name: `${name}, ${place}, ${browserName}`, version: `${version} in ${browserVersion}` };
    judge(t, environment, await outcomeOf(opened, `window.outcomes?.[${JSON.stringify(place)}]`));
  }
  assert.deepEqual(await outcomeOf(opened, 'window.outcomes.headers'), HEADERS_OF_123);
  if (extras.includes('slim')) assert.equal(await outcomeOf(opened, 'window.outcomes.slim'), MD5_OF_123);
  return opened.written;
}

function judge(t, environment, { passed, failed }) {
  const { name, version } = environment;
  recordEnvironment({ environment: name, version, tests: passed + failed.length });
  t.diagnostic(`${name} (${version}): ${passed} passed`);
  assert.deepEqual(failed, []);
  assert.equal(passed, casesFor(environment).length);
}

/** By the name of an option, which no minifier changes. */
function holdsServerHalf(file) {
  return readFileSync(join(project.folder, file), 'utf8').includes('sharePendingCalls');
}

function documentWith(script) {
  return `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Page</title>${script}</html>`;
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
