// One account under load: its vendor, its clock, one authenticator or two that share a store, and the judge of what
// they give.

import { imported } from "../../package/installed.mjs";
import { chance } from "../../package/random.mjs";
import { ScriptedVendor } from "./scripted-vendor.mjs";

const { AuthError } = await imported("commerce-auth");
const { memoryStore } = await imported("commerce-auth/server");

const WAVES_PER_RENEWAL = 7;
/** Longer than any lifetime and any window after a failure. */
const LONG_AFTER_MS = 400_000;
/** From so long on the replacement of a rejected token counts as a good one. */
const PROVEN_MS = 31_000;

export class Lane {
  wrong = [];
  counts = {};
  events = 0;
  #at = 1_700_000_000_000;
  #vendor;
  #apis;
  #below;
  #name;
  #wave = 0;
  #id = 0;

  constructor(dialect, { withStore, seed }) {
    this.#below = chance(seed);
    this.#name = `${dialect.name}${withStore ? " with a store" : ""}`;
    const now = () => this.#at;
    this.#vendor = new ScriptedVendor(dialect, { now }, seed + 1);
    const store = withStore ? memoryStore() : undefined;
    const count = () => (this.events += 1);
    const options = { now, fetch: this.#vendor.fetch, onEvent: count, timeoutMs: 2_000, retry: { maxDelayMs: 1 }, ...(store && { store }) };
    this.#apis = Array.from({ length: withStore ? 2 : 1 }, () => dialect.make(options));
  }

  get vendor() {
    return this.#vendor;
  }

  /** So many requests at once; resolves when all of them have settled and were judged. */
  async wave(size) {
    this.#wave += 1;
    if (this.#wave % WAVES_PER_RENEWAL === 0) this.#disturb();
    const outcomes = await Promise.all(Array.from({ length: size }, () => this.#request()));
    for (const outcome of outcomes) this.counts[outcome] = (this.counts[outcome] ?? 0) + 1;
    // After a failure callers hear of it until its window has passed.
    if (outcomes.some((outcome) => outcome.startsWith("token: "))) this.#at += LONG_AFTER_MS;
    if (this.#vendor.answers.size > 0) this.#complain(`${this.#vendor.answers.size} answers reached nobody`);
  }

  async close() {
    await Promise.all(this.#apis.map((api) => api.close()));
  }

  /** Makes the next request need another token. */
  #disturb() {
    if (this.#below(4) > 0) {
      this.#at += LONG_AFTER_MS;
    } else {
      this.#at += PROVEN_MS;
      this.#vendor.rejectAllTokens();
    }
  }

  async #request() {
    const api = this.#apis[this.#below(this.#apis.length)];
    const way = this.#below(20);
    const id = (this.#id += 1);
    try {
      if (way === 0) return this.#judgeToken((await api.token()).value);
      if (way === 1) return this.#judgeHeaders(await api.headers());
      const init = way < 10 ? undefined : { method: "POST", body: `{"id":${id}}` };
      return await this.#judgeResponse(id, await api.fetch(`/things?id=${id}`, init));
    } catch (error) {
      return this.#judgeError(id, error);
    }
  }

  #judgeToken(token) {
    if (!this.#vendor.knows(token)) this.#complain("a token that was not issued, or has ended");
    return "token";
  }

  #judgeHeaders(headers) {
    const fields = Object.values(headers).map((value) => value.replace("Bearer ", ""));
    if (!fields.some((value) => this.#vendor.knows(value))) this.#complain("headers without a token that is good");
    return "headers";
  }

  async #judgeResponse(id, response) {
    const text = await response.text();
    const answer = this.#taken(id);
    if (answer === undefined || response.status !== answer.status || text !== answer.text) {
      this.#complain(`status ${response.status} with ${text} for ${JSON.stringify(answer)}`);
    }
    // Every rejection here deserves another try.
    if (answer?.isRejection) this.#complain(`a rejection was shown to the caller: ${JSON.stringify(this.#vendor.rejectedFor(id))}`);
    return response.status === 200 ? "answered" : `answered with ${response.status}`;
  }

  #judgeError(id, error) {
    const answer = this.#taken(id);
    if (!(error instanceof AuthError)) this.#complain(`${error?.stack ?? error}`);
    if (answer?.code === error.code) return `request: ${error.code}`;
    // The answer was a rejection, or there was none; then the renewal has failed.
    if (answer !== undefined && !answer.isRejection) this.#complain(`${error.code} for ${JSON.stringify(answer)}`);
    if (!this.#vendor.failedWith(error.code)) this.#complain(`${error.code}, which the vendor is not to blame for: ${error.message}`);
    return `token: ${error.code}`;
  }

  #taken(id) {
    const answer = this.#vendor.answers.get(id);
    this.#vendor.answers.delete(id);
    return answer;
  }

  #complain(what) {
    if (this.wrong.length < 5) this.wrong.push(`${this.#name}, wave ${this.#wave}: ${what}`);
  }
}
