// The accounts that may register, and the password each has for the time being.

import { randomBytes, randomInt } from "node:crypto";

const DAY_MS = 24 * 60 * 60 * 1000;

export class AccountBook {
  #accounts;
  #passwordDays;
  passwordsIssued = 0;

  constructor({ account, subAccounts, passwordDays }) {
    this.#passwordDays = passwordDays;
    this.#accounts = [account, ...subAccounts].map((one) => ({ ...one, password: null }));
    if (account.clientPassword !== undefined) this.main.password = this.#lasting(account.clientPassword);
  }

  get main() {
    return this.#accounts[0];
  }

  get subAccounts() {
    return this.#accounts.slice(1);
  }

  /** The account of a user name (and a client name, where one is given), or undefined. */
  find(username, clientname) {
    return this.#accounts.find((one) => one.username === username && (clientname ?? one.clientname) === one.clientname);
  }

  /** The sub-account of an `IdentityNumber`, or undefined. */
  withIdentity(identityNumber) {
    return this.subAccounts.find((one) => one.identityNumber === identityNumber);
  }

  /** Gives an account a new password, and makes the old one a wrong one. */
  renewPassword(account) {
    this.passwordsIssued += 1;
    account.password = this.#lasting(passwordText());
    return account.password;
  }

  /** Adds a sub-account, under names of the vendor's making. */
  addSubAccount() {
    const number = String(randomInt(100_000_000, 1_000_000_000));
    const account = { username: `sub${number}@example.com`, clientname: `sub${number}`, identityNumber: number, password: null };
    this.#accounts.push(account);
    return account;
  }

  #lasting(value) {
    const startsAt = Date.now();
    return { value, startsAt, endsAt: startsAt + this.#passwordDays * DAY_MS };
  }
}

function passwordText() {
  return `Fake+${randomBytes(18).toString("base64")}/&%=`;
}
