// Chromium and Firefox, headless and kept off the network, with a folder for what they download.

import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { CHROMIUM, FIREFOX, TOOLS } = process.env;
if (!CHROMIUM || !FIREFOX || !TOOLS) throw new Error('set CHROMIUM, FIREFOX and TOOLS, as `cargo xtask test www` does');

const puppeteer = createRequire(join(TOOLS, 'package.json'))('puppeteer-core');

/** A public name that leads to this machine, in these browsers only. */
export const PUBLIC_NAME = 'tills.example.com';
export const BROWSERS = ['chromium', 'firefox'];

const CHROMIUM_ARGUMENTS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-dev-shm-usage', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
  `--host-resolver-rules=MAP ${PUBLIC_NAME} 127.0.0.1`,
];

const firefoxPreferences = (downloads) => ({
  'network.dns.localDomains': PUBLIC_NAME,
  'network.proxy.type': 0,
  'dom.security.https_first': false,
  'browser.download.folderList': 2,
  'browser.download.dir': downloads,
  'browser.download.useDownloadDir': true,
  // The list of downloads would open, and take the keyboard away from the page.
  'browser.download.alwaysOpenPanel': false,
  'browser.helperApps.neverAsk.saveToDisk': 'text/csv',
});

/** `{ browser, downloads, close }` */
export async function startBrowser(name) {
  const downloads = mkdtempSync(join(tmpdir(), 'commerce-auth-downloads-'));
  const browser = name === 'firefox'
    ? await puppeteer.launch({ browser: 'firefox', executablePath: FIREFOX, extraPrefsFirefox: firefoxPreferences(downloads) })
    : await puppeteer.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGUMENTS });
  if (name === 'chromium') {
    const session = await browser.target().createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });
  }
  return {
    browser,
    downloads,
    close: async () => {
      await browser.close();
      rmSync(downloads, { recursive: true, force: true });
    },
  };
}
