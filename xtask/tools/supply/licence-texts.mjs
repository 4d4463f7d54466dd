// The licence texts that come with a crate.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const LICENCE_FILE = /^(LICEN[CS]E|COPYING|NOTICE)/i;

/**
 * The texts to pass on, as the crate carries them. Who may choose between MIT and Apache-2.0 is given it under MIT,
 * whose text is where a crate names its authors; a licence that holds besides comes along.
 */
export function licenceTexts(crate) {
  const mayTakeMit = /\bMIT\b/.test(crate.license) && /\bOR\b|\//.test(crate.license);
  const files = readdirSync(crate.folder).filter((name) => LICENCE_FILE.test(name)).sort();
  const wanted = files.filter((name) => !(mayTakeMit && /APACHE/i.test(name)));
  if (wanted.length === 0) return [mitOf(crate)];
  return wanted.map((name) => tidy(readFileSync(join(crate.folder, name), "utf8")));
}

/** Some crates say MIT in their manifest and carry no text. Then the manifest's authors are whom it protects. */
function mitOf({ name, license, authors }) {
  if (!/\bMIT\b/.test(license)) throw new Error(`the crate ${name} is licensed under ${license} and carries no text of it: find out what to pass on`);
  return `Copyright (c) ${authors.map((author) => author.replace(/ <.*>$/, "")).join(", ")}\n\n${MIT}`;
}

const tidy = (text) => text.replaceAll("\r\n", "\n").replace(/[ \t]+$/gm, "").trim();

const MIT = `\
Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`;
