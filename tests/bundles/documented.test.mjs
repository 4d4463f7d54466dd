// What is written about bundlers is what runs here.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

import { BUNDLERS } from './bundlers.mjs';

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');

test('docs/bundlers.md shows the versions that are pinned', () => {
  const shown = /<!-- bundlers -->\n([^]*?)\n<!-- \/bundlers -->/.exec(read('../../docs/bundlers.md'))?.[1];
  const row = (cells) => `| ${cells.join(' | ')} |`;
  const table = [row(BUNDLERS.map(({ name }) => name)), `|${BUNDLERS.map(() => '---|').join('')}`, row(BUNDLERS.map(({ version }) => version))];
  assert.equal(shown, table.join('\n'), 'put this table between the markers <!-- bundlers --> and <!-- /bundlers -->');
});

test('every line of code in docs/bundlers.md stands in the project, or in a page of the tests', () => {
  const folders = ['project/', 'project/src/', '../browser/'];
  const sources = folders.flatMap((folder) =>
    readdirSync(new URL(folder, import.meta.url)).filter((name) => /\.m?js$/.test(name)).map((name) => read(folder + name)));
  const prose = read('../../docs/bundlers.md').split('\n```').filter((_, index) => index % 2 === 0).join('\n');
  const spans = prose.split('`').filter((span, index) => index % 2 === 1 && /[({']/.test(span));
  assert.ok(spans.length > 8, String(spans));
  const strange = spans.filter((code) => !sources.some((source) => source.includes(code)));
  assert.deepEqual(strange, []);
});
