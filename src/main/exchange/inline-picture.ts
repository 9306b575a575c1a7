/** Each part begins with what the part before cannot hold: however long, it is read in one pass. */
const IMAGE = /^data:image\/(?:png|jpeg|gif|webp);base64,([A-Za-z0-9+/\s]+(?:=\s*){0,2})$/i;

/** The base64 of a picture that is written into an address, without white space; nothing for any other address. */
export const inlinePicture = (address: string): string | undefined => IMAGE.exec(address)?.[1]?.replace(/\s+/g, '');
