/** Of the wire contract, not of the program. Raised when an older client could no longer be served. */
export const PROTOCOL_VERSION = 1;
