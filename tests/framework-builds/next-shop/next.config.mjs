// One project, built in several ways: SHOP_BUILD says which.
import { createRequire } from 'node:module';

const [major] = createRequire(import.meta.url)('next/package.json').version.split('.');
const unbundled = { 14: { experimental: { serverComponentsExternalPackages: ['commerce-auth'] } } }[major] ?? { serverExternalPackages: ['commerce-auth'] };

export default {
  bundled: {},
  standalone: { output: 'standalone', ...unbundled },
}[process.env.SHOP_BUILD];
