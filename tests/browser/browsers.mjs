// Headless browsers; Chromium calls nobody by itself.

import { createRequire } from 'node:module';
import { join } from 'node:path';

/** What a variable says that xtask sets; a browser that nobody starts need not be there. */
function given(name) {
  const value = process.env[name];
  if (!value) throw new Error(`set ${name}, as \`cargo xtask test browser\` does`);
  return value;
}

const puppeteer = createRequire(join(given('TOOLS'), 'package.json'))('puppeteer-core');

const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const START = {
  Chromium: () => puppeteer.launch({ executablePath: given('CHROMIUM'), args: CHROMIUM_ARGUMENTS, timeout: 60_000 }),
  Firefox: () => puppeteer.launch({ browser: 'firefox', executablePath: given('FIREFOX'), timeout: 60_000 }),
};

export const BROWSERS = Object.keys(START);

/** `{ name, version, browser, close }` */
export async function startBrowser(name) {
  const browser = await START[name]();
  const [version] = /\d[\d.]*/.exec(await browser.version());
  return { name, version, browser, close: () => browser.close() };
}

/** A page that has loaded, with everything it wrote to the console or failed with. */
export async function openPage(browser, url) {
  const page = await browser.newPage();
  const written = [];
  page.on('console', (message) => written.push(message.text()));
  page.on('pageerror', (error) => written.push(String(error)));
  await page.goto(url, { waitUntil: 'load', timeout: 60_000 });
  return { page, written };
}

/** What a page comes to: the value of an expression, once it has one. A promise is waited for. */
export async function outcomeOf({ page, written }, expression) {
  try {
    await page.waitForFunction(`${expression} !== undefined`, { timeout: 60_000 });
    return await page.evaluate(expression);
  } catch (error) {
    throw new Error([`${expression}: ${error.message}`, ...written].join('\n'), { cause: error });
  }
}
