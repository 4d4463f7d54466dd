// The accounts that may register, and the password each has for the time being.

import { randomBytes, randomInt } from 'node:crypto';
import type { Now } from '../emulator-clock.ts';
import type { CaxtonSettings, EmulatedSubAccount, MainAccount } from './options.ts';

export interface ClientPassword {
  readonly value: string;
  readonly startsAt: number;
  endsAt: number;
}

type WithPassword<Account> = Account & { password: ClientPassword | null };

export type Account = WithPassword<MainAccount> | WithPassword<EmulatedSubAccount>;

const DAY_MS = 24 * 60 * 60 * 1000;

export class AccountBook {
  #main: WithPassword<MainAccount>;
  #subAccounts: Array<WithPassword<EmulatedSubAccount>>;
  #passwordDays: number;
  #now: Now;
  passwordsIssued = 0;

  constructor({ account, subAccounts, passwordDays }: CaxtonSettings, now: Now) {
    this.#now = now;
    this.#passwordDays = passwordDays;
    this.#main = { ...account, password: null };
    this.#subAccounts = subAccounts.map((one) => ({ ...one, password: null }));
    if (account.clientPassword !== undefined) this.main.password = this.#lasting(account.clientPassword);
  }

  get main(): WithPassword<MainAccount> {
    return this.#main;
  }

  get subAccounts(): ReadonlyArray<WithPassword<EmulatedSubAccount>> {
    return this.#subAccounts;
  }

  /** The account of a user name (and a client name, where one is given), or undefined. */
  find(username: unknown, clientname?: unknown): Account | undefined {
    return [this.#main, ...this.#subAccounts].find(
      (one) => one.username === username && (clientname ?? one.clientname) === one.clientname,
    );
  }

  /** The sub-account of an `IdentityNumber`, or undefined. */
  withIdentity(identityNumber: string | undefined): Account | undefined {
    return this.subAccounts.find((one) => one.identityNumber === identityNumber);
  }

  /** Gives an account a new password, and makes the old one a wrong one. */
  renewPassword(account: Account): ClientPassword {
    this.passwordsIssued += 1;
    account.password = this.#lasting(passwordText());
    return account.password;
  }

  /** Adds a sub-account, under names of the vendor's making. */
  addSubAccount(): EmulatedSubAccount {
    const number = String(randomInt(100_000_000, 1_000_000_000));
    const account = {
      username: `sub${number}@example.com`,
      clientname: `sub${number}`,
      identityNumber: number,
      password: null,
    };
    this.#subAccounts.push(account);
    return account;
  }

  #lasting(value: string): ClientPassword {
    const startsAt = this.#now();
    return { value, startsAt, endsAt: startsAt + this.#passwordDays * DAY_MS };
  }
}

function passwordText(): string {
  return `Fake+${randomBytes(18).toString('base64')}/&%=`;
}
