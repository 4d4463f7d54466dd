// A vendor described as data: what it is checked and used by is the core's business.

import { AccessToken, tokenText } from './access-token.js';
import { withClock } from './arguments.js';
import { refuseInBrowser } from './browser-guard.js';
import { perform } from './core.js';
import { performOnResponse } from './http-response.js';

class Profile {
  #data;

  constructor(data) {
    perform('defineProfile', data);
    // A copy, so that what was checked is what is used.
    this.#data = JSON.parse(JSON.stringify(data));
    this.name = this.#data.name;
    Object.freeze(this);
  }

  tokenRequest(credentials) {
    refuseInBrowser('Profile.tokenRequest');
    return perform('profile.tokenRequest', this.#data, credentials);
  }

  readTokenResponse(response, options) {
    return new AccessToken(performOnResponse(response, 'profile.readTokenResponse', this.#data, withClock(options)));
  }

  headers(accessToken) {
    return perform('profile.headers', this.#data, tokenText(accessToken));
  }

  classifyResponse(response) {
    return performOnResponse(response, 'profile.classifyResponse', this.#data);
  }

  /** The data, for `profileAuthenticator` and for files. */
  toJSON() {
    return JSON.parse(JSON.stringify(this.#data));
  }
}

export function defineProfile(profile) {
  return new Profile(profile);
}
