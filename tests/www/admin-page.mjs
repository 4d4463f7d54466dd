// The admin page in a browser, as a person sees and uses it.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { PAGE } = process.env;
if (!PAGE) throw new Error('set PAGE to the folder of the page, as `cargo xtask test www` does');

export const PAGE_FOLDER = PAGE;
export const FROM_DISK = pathToFileURL(join(PAGE, 'commerce-auth.html')).href;

const TYPED_BY_HAND = 120;

export class AdminPage {
  /** Everything the page wrote to the console or failed with, and every request it caused. */
  written = [];
  requests = [];

  static async open(browser, url = FROM_DISK, viewport) {
    const admin = new AdminPage();
    admin.page = await browser.newPage();
    if (viewport) await admin.page.setViewport(viewport);
    admin.page.on('console', (message) => admin.written.push(message.text()));
    admin.page.on('pageerror', (error) => admin.written.push(String(error)));
    admin.page.on('request', (request) => admin.requests.push(request.url()));
    await admin.page.goto(url, { waitUntil: 'load' });
    return admin;
  }

  /** Chooses a tool in the list of tools. */
  async choose(tool) {
    await this.page.click(`nav a[href="#${tool}"]`);
    await this.page.waitForSelector(`#${tool}:not([hidden])`);
  }

  /** Types into a field in place of what it holds; what is long is put there. */
  async fill(id, text) {
    await this.page.$eval(`#${id}`, (field) => { field.value = ''; });
    if (text.length <= TYPED_BY_HAND && !text.includes('\n')) {
      await this.page.type(`#${id}`, text);
    } else {
      await this.page.$eval(`#${id}`, (field, value) => {
        field.value = value;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }, text);
    }
  }

  async pick(tool, name, value) {
    await this.page.click(`#${tool} input[data-name="${name}"][value="${value}"]`);
  }

  async submit(tool) {
    await this.page.click(`#${tool}-form button.main`);
  }

  text(id) {
    return this.page.$eval(`#${id}`, (element) => element.textContent);
  }

  isShown(id) {
    return this.page.$eval(`#${id}`, (element) => element.checkVisibility());
  }

  /** The words beside a field, `''` where there are none. They must be tied to it, and it must say that it is wrong. */
  errorAt(id) {
    return this.page.$eval(`#${id}`, (field) => {
      const error = document.getElementById(`${field.id}-error`);
      if (error.hidden) return '';
      const isTied = field.getAttribute('aria-describedby').split(' ').includes(error.id) && field.getAttribute('aria-invalid') === 'true';
      return isTied ? error.textContent : `not tied to its field: ${error.textContent}`;
    });
  }

  focusedId() {
    return this.page.evaluate(() => document.activeElement.id);
  }

  table(id) {
    return this.page.$eval(`#${id}`, (body) => [...body.rows].map((row) => [...row.cells].map((cell) => cell.textContent)));
  }

  items(id) {
    return this.page.$$eval(`#${id} > li`, (items) => items.map((item) => item.textContent));
  }

  async close() {
    await this.page.close();
  }
}
