// Where Caxton is asked.

/** Where Caxton's API is asked: one of its environments, or a host. */
export type CaxtonAddress =
  | {
      /** The environment by its name. */
      environment: 'sandbox' | 'staging' | 'production';
      host?: undefined;
    }
  | {
      /**
       * `https://origin[/base]`, or a bare name. Without a path the base is `/api`; one that is there, be it `/api`,
       * `/api/` or that of a proxy, is the base.
       */
      host: string;
      environment?: undefined;
    };
