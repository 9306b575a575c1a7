const MIB = 1024 * 1024;

/** Bytes as they stand in a sentence. */
export const mebibytes = (bytes: number): string => `${(bytes / MIB).toFixed(1)} MiB`;
/** Milliseconds as they stand in a sentence. */
export const milliseconds = (ms: number): string => `${ms.toFixed(0)} ms`;
