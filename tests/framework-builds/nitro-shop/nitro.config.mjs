export default {
  compatibilityDate: '2026-11-17',
  // Nothing of the machine it is built on.
  sourceMap: false,
};
