// What a bundle for browsers gets instead of the adapters: of each a function that refuses.

export * from 'stub:adapters';
