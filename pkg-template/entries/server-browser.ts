// What a bundle for browsers gets instead of the server entry: no token client, and of each of its functions one that refuses.

export * from 'stub:server';

/** The data unchecked, so that a module that pages and servers share can be loaded. */
export function defineProfile<Data>(profile: Data): Data {
  return profile;
}
