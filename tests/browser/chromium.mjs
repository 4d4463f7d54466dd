// Headless Chromium, kept off the network.

import { createRequire } from 'node:module';
import { join } from 'node:path';

const { CHROMIUM, TOOLS } = process.env;
if (!CHROMIUM || !TOOLS) throw new Error('set CHROMIUM and TOOLS, as `cargo xtask test browser` does');

const puppeteer = createRequire(join(TOOLS, 'package.json'))('puppeteer-core');

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function startChromium() {
  return puppeteer.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
}

/** A page that has loaded, with everything it wrote to the console or failed with. */
export async function openPage(browser, url) {
  const page = await browser.newPage();
  const written = [];
  page.on('console', (message) => written.push(message.text()));
  page.on('pageerror', (error) => written.push(String(error)));
  await page.goto(url, { waitUntil: 'load' });
  return { page, written };
}
