// The admin page in a browser, as a person sees and uses it.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { PAGE } = process.env;
if (!PAGE) throw new Error('set PAGE to the folder of the page, as `cargo xtask test www` does');

export const PAGE_FOLDER = PAGE;
export const FROM_DISK = pathToFileURL(join(PAGE, 'commerce-auth.html')).href;

/** For a slow machine with much else to do. Nothing waits that long unless something is wrong. */
const PATIENCE = 60_000;

export class AdminPage {
  /** Everything the page wrote to the console or failed with, and every request it caused. */
  written = [];
  requests = [];

  static async open(browser, url = FROM_DISK, viewport) {
    const admin = new AdminPage();
    admin.page = await browser.newPage();
    admin.page.setDefaultTimeout(PATIENCE);
    if (viewport) await admin.page.setViewport(viewport);
    admin.page.on('console', (message) => admin.written.push(message.text()));
    admin.page.on('pageerror', (error) => admin.written.push(String(error)));
    admin.page.on('request', (request) => admin.requests.push(request.url()));
    await admin.page.goto(url, { waitUntil: 'load' });
    return admin;
  }

  /**
   * Presses a control by its key, once it is there to be pressed and has the focus. A click goes to a place on the
   * screen, and misses without a word when that which stood there has moved in between.
   */
  async press(selector, key = 'Enter') {
    await this.focus(selector);
    await this.page.keyboard.press(key);
  }

  async focus(selector) {
    await this.page.waitForFunction(takeFocus, {}, selector);
  }

  /** Ticks a box, or picks one of several. */
  async tick(selector) {
    await this.press(selector, ' ');
  }

  /** Chooses a tool in the list of tools. */
  async choose(tool) {
    if ((await this.openTool()) !== tool) {
      // On a phone the list is folded away.
      if (await this.isShown('menu')) await this.press('#menu');
      await this.press(`nav a[href="#${tool}"]`);
      // The title takes the focus when the tool opens; what is typed before that would be lost.
      await this.page.waitForFunction((id) => document.activeElement.id === id, {}, `${tool}-title`);
    }
    await this.page.waitForSelector(`#${tool}`, { visible: true });
  }

  openTool() {
    return this.page.evaluate(() => location.hash.slice(1));
  }

  /** Puts text into a field in place of what it holds. */
  async fill(id, text) {
    await this.page.$eval(`#${id}`, (field, value) => {
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }, text);
  }

  /** Types at the end of a field, key by key. */
  async type(id, text) {
    await this.focus(`#${id}`);
    await this.page.keyboard.type(text);
  }

  async pick(tool, name, value) {
    await this.tick(`#${tool} input[data-name="${name}"][value="${value}"]`);
  }

  /** Sends a form off, and returns what the page then says to those who do not see it. */
  submit(tool) {
    return this.answered(() => this.press(`#${tool}-form button.main`));
  }

  clear() {
    return this.answered(() => this.press('#clear'));
  }

  /** Chooses a tool, fills it in and sends it off. */
  async use(tool, fields) {
    await this.choose(tool);
    for (const [id, text] of Object.entries(fields)) await this.fill(`${tool}-${id}`, text);
    return this.submit(tool);
  }

  async answered(act) {
    await this.page.$eval('#status', (status) => { status.textContent = ''; });
    await act();
    await this.page.waitForFunction(() => document.getElementById('status').textContent !== '');
    return this.text('status');
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

/** In the page: gives a control the focus once it can be used; whether it has it. */
function takeFocus(selector) {
  const control = document.querySelector(selector);
  if (!control?.checkVisibility() || control.disabled) return false;
  control.focus();
  return document.activeElement === control;
}
