/** The look of the reference page. It stands in the page itself, and its digest in the policy that lets it through. */
export const REFERENCE_STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d9dde3, #3a4049); --soft: light-dark(#f4f6f8, #22262c); --quiet: light-dark(#5a6472, #9aa5b4); --link: light-dark(#1f5fbf, #8ab4f8) }
* { box-sizing: border-box }
body { margin: 0; font: 15px/1.55 system-ui, sans-serif; color: light-dark(#1b1f24, #e4e8ee); background: light-dark(#fff, #16191d) }
main { max-width: 62rem; margin: 0 auto; padding: 2rem 1.25rem 6rem }
h1 { font-size: 1.7rem; margin: 0 0 .5rem } h2 { font-size: 1.25rem; margin: 3rem 0 1rem; padding-bottom: .35rem; border-bottom: 1px solid var(--line) } h3 { font-size: 1rem; margin: 0 0 .25rem }
a { color: var(--link) } p { margin: .25rem 0 .75rem } code { font: .92em/1.4 ui-monospace, monospace; overflow-wrap: anywhere }
nav ul { columns: 12rem; padding-left: 1.1rem } section section { margin: 0 0 1.25rem; padding: 1rem 1.1rem; border: 1px solid var(--line); border-radius: .5rem }
section section > :last-child { margin-bottom: 0 } .method { display: inline-block; min-width: 4.2em; font-weight: 700 } .quiet { color: var(--quiet) }
table { width: 100%; border-collapse: collapse; margin: .5rem 0 0 } caption { text-align: left; font-weight: 600; padding: .5rem 0 .2rem }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-top: 1px solid var(--line) } th { font-weight: 600; font-size: .85em; color: var(--quiet); border-top: 0 } td:first-child { white-space: nowrap }
@media (max-width: 40rem) { td:first-child { white-space: normal } th, td { padding-right: .5rem } }
`
