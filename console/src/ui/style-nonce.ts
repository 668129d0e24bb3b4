const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? ''

// The scroll lock under dialogs asks for the nonce under this name, which bundlers agreed on.
Object.assign(globalThis, { __webpack_nonce__: nonce })

/** The server's nonce for `<style>` elements made at run time: the one opening in the content security policy. */
export const styleNonce = (): string => nonce
