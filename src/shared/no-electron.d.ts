/** `import ... from "electron"` resolves to this empty module outside the zones that may see Electron. */
export {};
