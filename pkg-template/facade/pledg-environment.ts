// Where Pledg is asked.

/** Where Pledg's API is, or a host of one's own: exactly one of the two. */
export type PledgEnvironment =
  | {
      /** The environment by its name. */
      environment: 'staging' | 'production';
      host?: undefined;
    }
  | {
      /** `https://origin[/base]`, or a bare name. */
      host: string;
      environment?: undefined;
    };
