// A shop on Nest as its starter has it: decorators, injection by types, compiled to CommonJS.

import 'reflect-metadata';
import { Controller, Get, Injectable, Module, type OnModuleDestroy } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AuthError, capillary } from 'commerce-auth';
import { capillaryOAuth } from 'commerce-auth/server';
import { startEmulator, type Emulator } from 'commerce-auth/testing';

@Injectable()
class Vendor {
  emulator!: Emulator;
}

@Injectable()
class Customers implements OnModuleDestroy {
  private readonly api: ReturnType<typeof capillaryOAuth>;

  constructor(vendor: Vendor) {
    const { emulator } = vendor;
    this.api = capillaryOAuth({ host: 'eu.api.capillarytech.com', ...emulator.capillary.credentials, fetch: emulator.fetch });
  }

  async lookUp(): Promise<object> {
    const answer = await this.api.fetch('/v2/customers/lookup');
    return { status: answer.status, tokenCalls: this.api.status().tokenCalls };
  }

  onModuleDestroy(): Promise<void> {
    return this.api.close();
  }
}

@Controller()
class Shop {
  constructor(private readonly customers: Customers) {}

  @Get('customer')
  customer(): Promise<object> {
    return this.customers.lookUp();
  }

  @Get('refused')
  refused(): object {
    try {
      return capillary.basicHeaders({ username: 'a:b', password: 'c' });
    } catch (error) {
      return { isOne: error instanceof AuthError };
    }
  }
}

async function main(): Promise<void> {
  const emulator = await startEmulator();

  @Module({
    providers: [{ provide: Vendor, useValue: { emulator } }, Customers],
    controllers: [Shop],
  })
  class App {}

  const app = await NestFactory.create(App, { logger: ['error', 'warn'] });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const told = ['/customer', '/customer', '/refused'].map(async (path) => (await fetch(url + path)).json());
  console.log(JSON.stringify(await Promise.all(told)));
  await app.close();
  await emulator.close();
}

void main();
