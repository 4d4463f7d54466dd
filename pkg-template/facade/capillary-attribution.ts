// Whom a call acts for.

/** Attribution of a Basic call, in Capillary's v2 APIs ("Overview" of the API reference). */
export interface CapillaryLookupAttribution {
  /** The kind of value. */
  lookupType: 'WECHAT' | 'MOBILE_TRIGGER' | (string & {});
  /** The value; case matters. */
  lookup: string;
}

/** Attribution of an OAuth call ("Overview" of Capillary's API reference). */
export interface CapillaryEntityAttribution {
  /** What `entityCode` names; `TILL` where it is left out. */
  entityType?:
    | 'TILL'
    | 'STORE_CODE'
    | 'STORE_NAME'
    | 'STORE_EXTERNAL_ID'
    | 'STORE_EXTERNAL_ID_1'
    | 'STORE_EXTERNAL_ID_2'
    | undefined;
  /** The till or store. */
  entityCode: string;
}
